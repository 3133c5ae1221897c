#include "auth/ini_access_keys.h"

#include <utility>

#include <fmt/format.h>

#include "base/ini_file.h"

namespace workspace_exporter {
namespace {

constexpr const char* kSection = "basic";

/// Moves a value out of its section; an empty one where there is none.
Secret Take(IniSection& section, std::string_view key) {
  const auto found = section.find(key);
  return found == section.end() ? Secret() : std::move(found->second);
}

}  // namespace

Result<AccessKey> ReadCredentialsFile(const FileReader& files, const std::string& path) {
  const Result<Secret> text = files.Read(path);
  if (!text) return Error{ErrorKind::kAuth, text.error().message};
  Result<IniFile> file = ParseIni(text->Reveal());
  if (!file) return Error{ErrorKind::kAuth, fmt::format("{}: {}", path, file.error().message)};
  const auto section = file->find(kSection);
  if (section == file->end()) return Error{ErrorKind::kAuth, fmt::format("{} has no section [{}]", path, kSection)};
  const Secret id = Take(section->second, "ak");
  AccessKey key = {.id = std::string(id.Reveal()),
                   .secret = Take(section->second, "sk"),
                   .security_token = Take(section->second, "security_token")};
  if (key.id.empty() || key.secret.empty()) {
    return Error{ErrorKind::kAuth, fmt::format("{} has no ak or no sk in its section [{}]", path, kSection)};
  }
  return key;
}

std::unique_ptr<AccessKeyProvider> WatchCredentialsFile(const FileReader& files, const std::string& path,
                                                        const Clock& clock) {
  return std::make_unique<WatchedAccessKeys>(
      files, std::vector{path}, [&files, path] { return ReadCredentialsFile(files, path); }, clock);
}

}  // namespace workspace_exporter
