#include "config/setting_reader.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"

namespace workspace_exporter {

std::string FaultLine(const Setting& setting, std::string_view problem) {
  constexpr std::size_t kMostProblemBytes = 400;  // a file's content may have been put in a value's place
  const std::string text = RepairUtf8(problem);
  std::string line = fmt::format("{}: {}", setting.named, CutAtCharacter(text, kMostProblemBytes));
  if (text.size() > kMostProblemBytes) line += "...";
  if (!setting.from.empty()) line += fmt::format(" (from {})", setting.from);
  std::ranges::replace_if(line, IsControlCharacter, '?');
  return line;
}

SettingReader::SettingReader(const Settings& settings, std::string prefix, Faults& faults)
    : settings_(settings), prefix_(std::move(prefix)), faults_(faults) {}

const Setting* SettingReader::Find(std::string_view name) const {
  if (const auto below = below_.find(name); below != below_.end()) return &below->second;
  const auto found = settings_.find(name);
  return found == settings_.end() ? nullptr : &found->second;
}

std::string_view SettingReader::Text(std::string_view name) const {
  const Setting* const found = Find(name);
  return found == nullptr ? std::string_view() : found->value;
}

void SettingReader::SetBelow(std::string_view name, std::string value, std::string from) {
  below_[std::string(name)] = {
      .value = std::move(value), .named = fmt::format("{}{}", prefix_, name), .from = std::move(from)};
}

bool SettingReader::Fail(std::string_view name, std::string_view problem) {
  const Setting* const found = Find(name);
  const Setting missing = {.named = fmt::format("{}{}", prefix_, name)};
  faults_.push_back(FaultLine(found == nullptr ? missing : *found, problem));
  return false;
}

}  // namespace workspace_exporter
