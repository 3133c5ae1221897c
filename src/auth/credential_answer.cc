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

Result<AccessKey> ReadCredential(std::string body) {
  const Secret text(std::move(body));
  json parsed = ParseAnswer(text.Reveal());
  if (!parsed.is_object() || !parsed["credential"].is_object()) return Lacks("credential");
  json& credential = parsed["credential"];
  const Secret id = Take(credential, "access");
  Secret secret = Take(credential, "secret");
  Secret token = Take(credential, "securitytoken");
  const std::optional<WallTime> expires_at = ParseIsoTime(Take(credential, "expires_at").Reveal());
  if (id.empty()) return Lacks("access");
  if (secret.empty()) return Lacks("secret");
  if (token.empty()) return Lacks("securitytoken");
  if (!expires_at) return Lacks("expires_at, or none that is a time");
  return AccessKey{.id = std::string(id.Reveal()),
                   .secret = std::move(secret),
                   .security_token = std::move(token),
                   .expires_at = expires_at};
}

}  // namespace workspace_exporter
