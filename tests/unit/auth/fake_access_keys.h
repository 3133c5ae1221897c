#pragma once

#include <string>
#include <utility>
#include <vector>

#include "auth/access_key.h"

namespace workspace_exporter {

inline AccessKeyPtr MakeKey(std::string id, std::string secret = "secret", std::string token = {}) {
  return std::make_shared<const AccessKey>(
      AccessKey{std::move(id), Secret(std::move(secret)), Secret(std::move(token)), std::nullopt});
}

/// A key in short: "id/secret/token", or the kind of the error.
inline std::string Shown(const Result<AccessKeyPtr>& key) {
  if (!key) return std::string(Name(key.error().kind));
  return (*key)->id + "/" + std::string((*key)->secret.Reveal()) + "/" + std::string((*key)->security_token.Reveal());
}

/// Gives keys as a test says, and counts the refusals.
struct FakeAccessKeys final : public AccessKeyProvider {
  Result<AccessKeyPtr> at_hand = MakeKey("first");
  Result<AccessKeyPtr> another = MakeKey("second");
  int renewals = 0;

  Result<AccessKeyPtr> Get(Deadline /*deadline*/) override { return at_hand; }
  Result<AccessKeyPtr> Renew(const AccessKeyPtr& /*refused*/, Deadline /*deadline*/) override {
    ++renewals;
    return another;
  }
  std::optional<WallTime> ExpiresAt() const override { return std::nullopt; }
  void TryRefusedAgain() override {}
};

}  // namespace workspace_exporter
