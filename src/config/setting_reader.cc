#include "config/setting_reader.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kLongestName = 40;  // of what is worth comparing: the cost grows with the product of the lengths

/// How many characters have to be put in, taken out or replaced (Levenshtein).
std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string FaultLine(const Setting& setting, std::string_view problem) {
  constexpr std::size_t kMostProblemBytes = 400;  // a file's content may have been put in a value's place
  const std::string text = RepairUtf8(problem);
  std::string line = fmt::format("{}: {}", setting.named, CutAtCharacter(text, kMostProblemBytes));
  if (text.size() > kMostProblemBytes) line += "...";
  if (!setting.from.empty()) line += fmt::format(" (from {})", setting.from);
  std::ranges::replace_if(line, IsControlCharacter, '?');
  return line;
}

std::string NearestName(std::string_view written, const std::vector<std::string>& names) {
  if (written.size() > kLongestName || written.size() < 3) return {};
  const auto begins = [&](const std::string& name) { return name.starts_with(written); };
  if (const auto longer = std::ranges::find_if(names, begins); longer != names.end()) return *longer;
  std::string_view nearest;
  std::size_t least = written.size() < 6 ? 2 : 3;
  for (const std::string& name : names) {
    const std::size_t distance = EditDistance(written, name);
    if (distance >= least) continue;
    least = distance;
    nearest = name;
  }
  return std::string(nearest);
}

std::string DidYouMean(std::string_view written, const std::vector<std::string>& names, std::string_view prefix) {
  const std::string nearest = NearestName(written, names);
  return nearest.empty() ? std::string() : fmt::format("; did you mean {}{}?", prefix, nearest);
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
