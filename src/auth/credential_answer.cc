#include "auth/credential_answer.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "auth/json_answer.h"
#include "base/iso_time.h"
#include "base/utf8.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

/// Moves a text out, so that no copy of it stays behind; an empty one where it could not be part of a key.
Secret Take(json& credential, const char* name) {
  const auto found = credential.find(name);
  auto* text = found == credential.end() ? nullptr : found->get_ptr<std::string*>();
  if (text == nullptr || HoldsControlCharacters(*text)) return {};
  return Secret(std::move(*text));
}

Error Lacks(std::string_view what) { return {ErrorKind::kMalformed, fmt::format("the answer holds no {}", what)}; }

}  // namespace

Result<AccessKey> ReadCredential(std::string body, const CredentialNames& names) {
  const Secret text(std::move(body));
  json parsed = ParseAnswer(text.Reveal());
  if (!parsed.is_object() || !parsed[names.object].is_object()) return Lacks(names.object);
  json& credential = parsed[names.object];
  const Secret id = Take(credential, names.id);
  Secret secret = Take(credential, names.secret);
  Secret token = Take(credential, names.security_token);
  const std::optional<WallTime> expires_at = ParseIsoTime(Take(credential, names.expires_at).Reveal());
  if (id.empty()) return Lacks(names.id);
  if (secret.empty()) return Lacks(names.secret);
  if (token.empty()) return Lacks(names.security_token);
  if (!expires_at) return Lacks(fmt::format("{}, or none that is a time", names.expires_at));
  return AccessKey{.id = std::string(id.Reveal()),
                   .secret = std::move(secret),
                   .security_token = std::move(token),
                   .expires_at = expires_at};
}

}  // namespace workspace_exporter
