#include "config/flag_sources.h"

#include <fmt/format.h>

#include "base/ascii_text.h"
#include "config/environment.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kFlagfile = "flagfile";
constexpr std::size_t kMostStrayBytes = 64;  // of a stray word, in a fault

/// What is in `flags` already stays.
void AddBelow(SourceFlags& flags, SourceFlags lower) {
  flags.settings.merge(lower.settings);
  flags.faults.insert(flags.faults.end(), lower.faults.begin(), lower.faults.end());
  flags.is_whole = flags.is_whole && lower.is_whole;
}

SourceFlags ReadNamedFlagfile(const Setting& flagfile, const FileReader& files) {
  const Checked<Secret> text = ReadNamedFile(files, flagfile.value, kMostFlagfileBytes);
  if (text.problem.empty()) return ReadFlagfile(text.value.Reveal(), flagfile.value);
  return {.faults = {FaultLine(flagfile, fmt::format("{}: {}", flagfile.value, text.problem))}, .is_whole = false};
}

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

SourceFlags ReadCommandLine(Words arguments) {
  FlagCollector flags(FlagSource::kCommandLine);
  bool only_strays = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view word = arguments[i];
    if (only_strays || word.size() < 2 || word.front() != '-') {
      flags.Fail({.named = std::string(word.substr(0, kMostStrayBytes))}, "not a flag; flags begin with --");
      continue;
    }
    if (word == "--") {
      only_strays = true;
      continue;
    }
    word.remove_prefix(word.starts_with("--") ? 2 : 1);
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    std::optional<std::string_view> value;
    if (equals != word.npos) {
      value = word.substr(equals + 1);
    } else if (flags.TakesValue(name) && i + 1 < arguments.size() && *arguments[i + 1] != '-') {
      value = arguments[++i];  // what begins with a dash is the next flag: the value was forgotten
    }
    flags.Add(name, value, {});
  }
  return flags.Take();
}

SourceFlags ReadFlagfile(std::string_view text, const std::string& path) {
  FlagCollector flags(FlagSource::kFlagfile);
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = text.find('\n');
    AddLine(flags, Trimmed(text.substr(0, end)), fmt::format("{} line {}", path, line));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return flags.Take();
}

SourceFlags ReadFlagSources(Words arguments, Words environment, const FileReader& files) {
  SourceFlags flags = ReadCommandLine(arguments);
  SourceFlags variables = ReadEnvironment(environment);
  const SourceFlags* const named_in = flags.settings.contains(kFlagfile) ? &flags : &variables;
  const auto flagfile = named_in->settings.find(kFlagfile);
  if (flagfile != named_in->settings.end() && !flagfile->second.value.empty()) {
    AddBelow(flags, ReadNamedFlagfile(flagfile->second, files));
  }
  AddBelow(flags, std::move(variables));
  return flags;
}

}  // namespace workspace_exporter
