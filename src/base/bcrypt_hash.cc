#include "base/bcrypt_hash.h"

#include <charconv>
#include <cstddef>

namespace workspace_exporter {
namespace {

constexpr std::size_t kLeastBcryptBytes = 59;
constexpr std::size_t kSaltBytes = 22;
constexpr std::size_t kHashBytes = 31;
constexpr std::size_t kCostBytes = 3;  // with what separates it from the salt

}  // namespace

std::optional<BcryptHash> ParseBcryptHash(std::string_view text) {
  if (text.size() < kLeastBcryptBytes || text[0] != '$' || static_cast<unsigned char>(text[1]) > '2') {
    return std::nullopt;
  }
  text.remove_prefix(text[2] == '$' ? 3 : 4);  // with or without a letter behind the 2
  BcryptHash parts;
  const char* const digits = text.data() + (text.front() == '+' ? 1 : 0);
  const auto [end, error] = std::from_chars(digits, text.data() + 2, parts.cost);
  if (error != std::errc() || end != text.data() + 2) return std::nullopt;
  text.remove_prefix(kCostBytes);
  parts.salt = text.substr(0, kSaltBytes);
  parts.hash = text.substr(kSaltBytes, kHashBytes);
  return parts;
}

}  // namespace workspace_exporter
