#pragma once

#include <optional>
#include <string_view>

namespace workspace_exporter {

/// The pieces of "$2b$10$SALTHASH", as golang.org/x/crypto/bcrypt (newFromHash) takes it apart: of the version it looks
/// only at whether it is newer than 2, and what stands behind the hash is left out.
struct BcryptHash {
  static constexpr int kLeastCost = 4;
  static constexpr int kMostCost = 31;

  int cost = 0;  ///< each step doubles what a check takes: a second at 14, half a day at 30
  std::string_view salt = {};
  std::string_view hash = {};

  bool HasCost() const { return cost >= kLeastCost && cost <= kMostCost; }
};

/// Nothing where the text is too short for one, of no such form, or newer. Refers to the text. Salt and hash are not
/// looked at: with wrong characters in them no password is right.
std::optional<BcryptHash> ParseBcryptHash(std::string_view text);

}  // namespace workspace_exporter
