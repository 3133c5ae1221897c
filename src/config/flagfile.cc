#include "config/flagfile.h"

#include <fmt/format.h>

#include "base/ascii_text.h"

namespace workspace_exporter {
namespace {

void AddLine(FlagCollector& flags, std::string_view line, const std::string& place) {
  if (line.empty() || line.front() == '#') return;
  const std::size_t dashes = line.find_first_not_of('-');
  if (dashes == 0 || dashes > 2) {
    return flags.Fail({.named = "--flagfile", .from = place}, "a line that is no flag; flags begin with --");
  }
  line.remove_prefix(dashes);
  const std::size_t end = line.find_first_of("= \t");
  if (end == line.npos) return flags.Add(line, std::nullopt, place);
  flags.Add(line.substr(0, end), Trimmed(line.substr(end + 1)), place);
}

}  // namespace

SourceFlags ReadFlagfile(std::string_view text, const std::string& path) {
  FlagCollector flags(FlagSource::kFlagfile);
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = text.find('\n');
    AddLine(flags, Trimmed(text.substr(0, end)), fmt::format("{} line {}", path, line));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return flags.Take();
}

}  // namespace workspace_exporter
