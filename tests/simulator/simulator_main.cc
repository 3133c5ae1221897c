#include <csignal>
#include <cstdio>
#include <exception>

#include <fmt/format.h>
#include <gflags/gflags.h>

#include "simulator/simulator_flags.h"

namespace {

namespace simulator = workspace_exporter::simulator;

/// Serves until SIGTERM or SIGINT. Both must be blocked in all threads.
void ServeUntil(const sigset_t& signals) {
  const simulator::Simulator server(simulator::OptionsFromFlags());
  if (const std::string plain = server.plain_address(); !plain.empty()) {
    fmt::print("listening plain_address={}\n", plain);
  }
  fmt::print("listening address={}\n", server.address());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
}

}  // namespace

int main(int argc, char** argv) {
  gflags::SetUsageMessage("a stand-in for the Huawei Cloud Workspace and IAM APIs");
  gflags::ParseCommandLineFlags(&argc, &argv, true);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  try {
    ServeUntil(signals);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
  return 0;
}
