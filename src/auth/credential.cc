#include "auth/credential.h"

namespace workspace_exporter {
namespace {

bool Same(const Secret& a, const Secret& b) { return a.Reveal() == b.Reveal(); }
bool Same(const Token& a, const Token& b) { return Same(a.value, b.value); }
bool Same(const AccessKey& a, const AccessKey& b) {
  return a.id == b.id && Same(a.secret, b.secret) && Same(a.security_token, b.security_token);
}

}  // namespace

std::optional<WallTime> ExpiresAt(const Credential& credential) {
  return std::visit([](const auto& kind) { return kind.expires_at; }, credential);
}

bool Same(const Credential& a, const Credential& b) {
  if (const auto* token = std::get_if<Token>(&a)) {
    const auto* other = std::get_if<Token>(&b);
    return other != nullptr && Same(*token, *other);
  }
  const auto* other = std::get_if<AccessKey>(&b);
  return other != nullptr && Same(std::get<AccessKey>(a), *other);
}

}  // namespace workspace_exporter
