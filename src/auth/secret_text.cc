#include "auth/secret_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"

namespace workspace_exporter {

Result<Secret> ReadSecretFile(const FileReader& files, const std::string& path) {
  const Result<Secret> whole = files.Read(path);
  if (!whole) return Error{ErrorKind::kAuth, whole.error().message};
  constexpr std::string_view kSpace = " \t\r\n";
  std::string_view text = whole->Reveal();
  text.remove_prefix(std::min(text.size(), text.find_first_not_of(kSpace)));
  text = text.substr(0, text.find_last_not_of(kSpace) + 1);
  if (text.empty()) return Error{ErrorKind::kAuth, fmt::format("{} is empty", path)};
  if (HoldsControlCharacters(text)) {
    return Error{ErrorKind::kAuth, fmt::format("{} holds more than one line, or control characters", path)};
  }
  return Secret(text);
}

}  // namespace workspace_exporter
