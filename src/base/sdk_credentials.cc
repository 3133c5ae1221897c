#include "base/sdk_credentials.h"

#include <utility>

#include <fmt/format.h>

#include "base/ini_file.h"
#include "base/secret_rule.h"

namespace workspace_exporter {
namespace {

constexpr const char* kNoKeys = "holds no section [basic] with ak and sk";

/// The value of a key, moved out of its section; empty where there is none.
Result<Secret> TakeValue(IniSection& section, std::string_view key, SecretKind kind) {
  const auto found = section.find(key);
  if (found == section.end() || found->second.empty()) return Secret();
  const Result<std::string_view> word = SecretIn(found->second.Reveal(), kind);
  if (!word)
    return Error{ErrorKind::kRejected, fmt::format("has in section [basic] a {} that {}", key, word.error().message)};
  return std::move(found->second);
}

std::string TextIn(const IniSection& section, std::string_view key) {
  const auto found = section.find(key);
  return found == section.end() ? std::string() : std::string(found->second.Reveal());
}

}  // namespace

Result<SdkCredentials> ReadSdkCredentials(std::string_view text) {
  Result<IniFile> file = ParseIni(text);
  if (!file) return std::move(file).error().Within(kNoKeys);
  const auto section = file->find("basic");
  if (section == file->end()) return Error{ErrorKind::kRejected, kNoKeys};
  Result<Secret> id = TakeValue(section->second, "ak", SecretKind::kKey);
  if (!id) return std::move(id).error();
  Result<Secret> secret = TakeValue(section->second, "sk", SecretKind::kKey);
  if (!secret) return std::move(secret).error();
  Result<Secret> token = TakeValue(section->second, "security_token", SecretKind::kToken);
  if (!token) return std::move(token).error();
  if (id->empty() || secret->empty()) return Error{ErrorKind::kRejected, kNoKeys};
  return SdkCredentials{.access_key = *std::move(id),
                        .secret_key = *std::move(secret),
                        .security_token = *std::move(token),
                        .project_id = TextIn(section->second, "project_id"),
                        .iam_endpoint = TextIn(section->second, "iam_endpoint")};
}

}  // namespace workspace_exporter
