#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <variant>

#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include "exporter/check_hints.h"
#include "exporter/commands.h"
#include "exporter/exporter.h"
#include "exporter/flags.h"
#include "exporter/help.h"
#include "exporter/log.h"
#include "exporter/version.h"

namespace workspace_exporter {
namespace {

/// Signals are waited for by one thread; all threads inherit the mask.
void BlockSignals() {
  sigset_t awaited;
  sigemptyset(&awaited);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&awaited, signal);
  pthread_sigmask(SIG_BLOCK, &awaited, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

/// A core dump would hold tokens and passwords. One byte, since none at all does not keep the kernel from handing the
/// dump to a program (core(5)).
void ForbidCoreDumps() {
  const rlimit one_byte{1, 1};
  setrlimit(RLIMIT_CORE, &one_byte);
}

/// Debian allows a program 1,024 open files unless it asks for more, which is what clients alone may have open here.
void RaiseOpenFilesLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

/// Sessions are read by many threads in turn, and memory that each of them kept for itself would be most of what the
/// program has. Tables of sessions go back to the system when a newer one takes their place: without a fixed threshold
/// malloc learns to keep what is as large as they are. But a page's buffers do not, to be asked for again at once.
void KeepMemorySmall() {
  // Before there is a second thread.
  mallopt(M_ARENA_MAX, 2);                 // NOLINT(concurrency-mt-unsafe)
  mallopt(M_MMAP_THRESHOLD, 256 * 1024);   // NOLINT(concurrency-mt-unsafe)
  mallopt(M_TRIM_THRESHOLD, 1024 * 1024);  // NOLINT(concurrency-mt-unsafe)
}

/// Which of the ways to sign in was taken, where the choice was ours.
void LogSignIn(const Log& log, const ProjectOptions& project) {
  constexpr std::array kNames = {"token_file", "password", "aksk", "metadata"};  // in the order of Method
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
  const Log log(options.log, clock);
  const Result<std::unique_ptr<Exporter>> exporter = Exporter::Create(options, log);
  if (!exporter) {
    fmt::print(stderr, "{}\n", exporter.error().message);
    return 2;
  }
  auto security = WebSecurity::Create(options.web.config, log);
  if (const auto* const faults = std::get_if<Faults>(&security)) return Tell(*faults);
  for (const ProjectOptions& project : options.projects) LogSignIn(log, project);
  switch (options.command) {
    case Options::Command::kOnce: return Once(**exporter);
    case Options::Command::kCheck: return Check(**exporter);
    default: return Serve(**exporter, *std::get<0>(security), options, read_again, log);
  }
}

int Main(int argc, char** argv) {
  BlockSignals();
  ForbidCoreDumps();
  RaiseOpenFilesLimit();
  KeepMemorySmall();
  const auto read_options = [argc, argv] { return ReadOptions(argc, argv, environ, DiskFiles()); };
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
