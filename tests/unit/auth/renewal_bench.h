#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "auth/renewing_credential.h"
#include "support/credentials.h"
#include "support/fake_clock.h"
#include "support/fake_file_reader.h"

namespace workspace_exporter {

/// Somebody who gives credentials, numbered by the tries, as long as there are no failures to come. It reads the file
/// "f".
struct RenewalBench {
  explicit RenewalBench(RenewalPolicy policy = kKeyRenewal)
      : credentials(clock, stop.get_token(), policy, FileWatch(files, {"f"}), [this](bool has_one) {
          had_one = has_one;
          return Fetch();
        }) {
    files.Write("f", "as it was");
  }

  FakeClock clock;
  FakeFileReader files;
  std::stop_source stop;
  Milliseconds life = std::chrono::hours(24);
  std::vector<ErrorKind> failures;  // still to come, the next one last
  std::atomic<int> fetches = 0;
  std::function<void()> during_fetch = [] {};
  bool had_one = false;
  RenewingCredential credentials;

  Result<Credential> Fetch() {
    const int number = ++fetches;
    during_fetch();
    if (!failures.empty()) {
      const ErrorKind kind = failures.back();
      failures.pop_back();
      return Error{kind, fmt::format("failure {}", number)};
    }
    return Credential(Token{.value = Secret(std::to_string(number)), .expires_at = clock.Now() + life});
  }
  std::string Get() { return Shown(credentials.Get()); }
};

inline const std::vector<RenewalPolicy> kPolicies = {kKeyRenewal, kSignInRenewal};

}  // namespace workspace_exporter
