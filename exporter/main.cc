#include <array>
#include <cstdio>
#include <exception>
#include <variant>

#include <fmt/format.h>
#include <unistd.h>

#include "exporter/commands.h"
#include "exporter/exporter.h"
#include "exporter/flags.h"
#include "exporter/help.h"
#include "exporter/log/log.h"
#include "exporter/process_setup.h"
#include "exporter/projects/check_hints.h"
#include "exporter/version.h"

namespace workspace_exporter {
namespace {

/// Which of the ways to sign in was taken, where the choice was ours.
void LogSignIn(const Log& log, const ProjectOptions& project) {
  constexpr std::array kNames = {"token_file", "password", "aksk"};  // in the order of Method: what auto chooses from
  if (!project.sign_in.chosen_automatically) return;
  log.Info("sign-in chosen", {{"project", project.name},
                              {"auth", kNames[static_cast<std::size_t>(project.sign_in.method)]},
                              {"by", DescribeSignIn(project.sign_in)}});
}

/// The exit code for them.
int Tell(const Faults& faults) {
  for (const std::string& fault : faults) fmt::print(stderr, "{}\n", fault);
  return 2;
}

int Run(const Options& options, const Reloader::Read& read_again) {
  const SystemClock clock;
  const Log log(options.log, clock, LinesOnStderr());
  const Result<std::unique_ptr<Exporter>> exporter = Exporter::Create(options, log);
  if (!exporter) {
    fmt::print(stderr, "{}\n", exporter.error().message);
    return 2;
  }
  const SystemFileReader files;
  const ReloadContext reload = {.files = files, .clock = clock, .metrics = (*exporter)->metrics(), .log = log};
  auto security = WebSecurity::Create(options.web.config, reload, LoadServerTls);
  if (const auto* const faults = std::get_if<Faults>(&security)) return Tell(*faults);
  for (const ProjectOptions& project : options.projects) LogSignIn(log, project);
  switch (options.command) {
    case Options::Command::kOnce: return Once(**exporter);
    case Options::Command::kCheck: return Check(**exporter);
    default: return Serve(**exporter, *std::get<0>(security), options, read_again, reload);
  }
}

int Main(int argc, char** argv) {
  SetUpProcess();
  const auto read_options = [argc, argv] { return ReadOptions(argc, argv, environ, SystemFileReader()); };
  const OptionsOrFaults read = read_options();
  if (const auto* const faults = std::get_if<Faults>(&read)) return Tell(*faults);
  const auto& options = std::get<Options>(read);
  switch (options.command) {
    case Options::Command::kHelp: fmt::print("{}", HelpText()); return 0;
    case Options::Command::kVersion:
      fmt::print("workspace_exporter {} ({})\n", WORKSPACE_EXPORTER_VERSION, WORKSPACE_EXPORTER_REVISION);
      return 0;
    default: return Run(options, read_options);
  }
}

}  // namespace
}  // namespace workspace_exporter

int main(int argc, char** argv) {
  try {
    return workspace_exporter::Main(argc, argv);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "workspace_exporter: %s\n", fault.what());
    return 1;
  }
}
