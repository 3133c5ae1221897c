#pragma once

#include <string>
#include <utility>

#include "auth/credential.h"

namespace workspace_exporter {

inline CredentialPtr MakeKey(std::string id, std::string secret = "secret", std::string token = {}) {
  return std::make_shared<const Credential>(
      AccessKey{std::move(id), Secret(std::move(secret)), Secret(std::move(token)), std::nullopt});
}

inline CredentialPtr MakeToken(std::string value) {
  return std::make_shared<const Credential>(Token{Secret(std::move(value)), std::nullopt});
}

/// A credential in short: a token, or "id/secret/token", or the kind of the error.
inline std::string Shown(const Result<CredentialPtr>& credential) {
  if (!credential) return std::string(Name(credential.error().kind));
  if (const auto* token = std::get_if<Token>(credential->get())) return std::string(token->value.Reveal());
  const auto& key = std::get<AccessKey>(**credential);
  return key.id + "/" + std::string(key.secret.Reveal()) + "/" + std::string(key.security_token.Reveal());
}

}  // namespace workspace_exporter
