#include "config/program_options.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "config/config_file.h"
#include "config/flag_sources.h"
#include "config/project_options.h"
#include "config/value_parsers.h"
#include "config/web/web_config.h"
#include "config/web_options.h"

namespace workspace_exporter {
namespace {

using Command = Options::Command;

constexpr std::array<std::pair<std::string_view, LogLevel>, 4> kLevels = {
    {{"debug", LogLevel::kDebug}, {"info", LogLevel::kInfo}, {"warn", LogLevel::kWarn}, {"error", LogLevel::kError}}};
constexpr std::array<std::pair<std::string_view, LogFormat>, 2> kFormats = {
    {{"logfmt", LogFormat::kLogfmt}, {"json", LogFormat::kJson}}};

bool ReadBool(SettingReader& settings, std::string_view name) {
  bool value = false;
  settings.Read(name, value, ParseBool);
  return value;
}

Command ReadCommand(SettingReader& settings) {
  const bool once = ReadBool(settings, "once");
  const bool check = ReadBool(settings, "check");
  if (once && check) settings.Fail("once", "does not go together with --check");
  if (once) return Command::kOnce;
  return check ? Command::kCheck : Command::kServe;
}

void ReadScrapeTimeouts(SettingReader& settings, Options& options) {
  const auto at_least = [](Milliseconds least) {
    return [=](std::string_view text) { return ParseSpan(text, least); };
  };
  const bool timeout = settings.Read("scrape_timeout", options.scrape_timeout, at_least(Milliseconds(1)));
  const bool offset = settings.Read("scrape_timeout_offset", options.scrape_timeout_offset, at_least(Milliseconds(0)));
  if (!timeout || !offset || options.scrape_timeout > options.scrape_timeout_offset) return;
  settings.Fail("scrape_timeout",
                fmt::format("{} is not more than scrape_timeout_offset, {}", FormatDuration(options.scrape_timeout),
                            FormatDuration(options.scrape_timeout_offset)));
}

/// The one project of the flags, or those of the configuration file.
void ReadProjects(SettingReader& settings, const Settings& flags, const SettingContext& context, Faults& faults,
                  Options& options) {
  if (!settings.IsSet("config_file")) {
    options.projects.push_back(ReadProject(settings, context));
    return;
  }
  options.config_file = settings.Text("config_file");
  if (settings.IsSet("project")) {
    settings.Fail("project", "does not go together with --config_file, in which each project has a name");
  }
  options.projects = ReadConfigFile(flags.at("config_file"), flags, context, faults);
}

}  // namespace

OptionsOrFaults ReadProgramOptions(Words arguments, Words environment, const FileReader& all) {
  const HashedFiles files(all);
  SourceFlags flags = ReadFlagSources(arguments, environment, files);
  SettingReader settings(flags.settings, "--", flags.faults);
  if (ReadBool(settings, "help")) return Options{.command = Command::kHelp};
  if (ReadBool(settings, "version")) return Options{.command = Command::kVersion};
  if (!flags.is_whole) return std::move(flags.faults);  // what seems to be missing may stand there

  Options options = {.command = ReadCommand(settings)};
  const SettingContext context = {
      .files = files, .environment = environment, .allow_plain_http = ReadBool(settings, "allow_plain_http")};
  ReadProjects(settings, flags.settings, context, flags.faults, options);
  ReadScrapeTimeouts(settings, options);
  options.web = ReadWeb(settings);
  if (settings.IsSet("web_config_file")) {
    const HashedFiles of_web(all);
    options.web.config = ReadWebConfig(flags.settings.at("web_config_file"), of_web, flags.faults);
    options.web.config.content = of_web.hash();
  }
  settings.Read("log_level", options.log.level, [](auto text) { return ParseChoice<LogLevel>(text, kLevels); });
  settings.Read("log_format", options.log.format, [](auto text) { return ParseChoice<LogFormat>(text, kFormats); });
  if (!flags.faults.empty()) return std::move(flags.faults);
  options.content = files.hash();
  return options;
}

}  // namespace workspace_exporter
