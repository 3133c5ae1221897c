// The file that --web_config_file names, with files that it may name itself.

#include <algorithm>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "config/web_config_file.h"
#include "support/fake_files.h"
#include "target.h"

namespace workspace_exporter {
namespace {

/// What the files that the configuration names hold; it is read nowhere but there.
constexpr std::string_view kSecret = "hunter2";

bool IsOneLine(const std::string& text) { return IsValidUtf8(text) && !HoldsControlCharacters(text); }

void CheckFaults(const Faults& faults, std::string_view input) {
  for (const std::string& fault : faults) {
    Require(fault.size() <= 2000 && IsOneLine(fault), "a fault on one line");
    Require(input.find(kSecret) != input.npos || fault.find(kSecret) == fault.npos, "a fault that repeats no secret");
  }
}

void CheckTls(const ServerTls& tls) {
  using ClientAuth = ServerTls::ClientAuth;
  Require(!tls.certificate_file.empty() && !tls.key_file.empty(), "a certificate and its key");
  Require(tls.min_version <= tls.max_version, "a version that is not above the highest");
  const bool verifies =
      tls.client_auth == ClientAuth::kVerifyIfGiven || tls.client_auth == ClientAuth::kRequireAndVerify;
  Require(!verifies || !tls.client_ca_file.empty(), "a CA where certificates are verified");
  const bool requires_one =
      tls.client_auth == ClientAuth::kRequireAny || tls.client_auth == ClientAuth::kRequireAndVerify;
  Require(tls.client_allowed_names.empty() || requires_one, "names where a certificate is required");
}

/// What goes into every answer as it is, and what a password is held against.
void CheckAccess(const WebConfig& config) {
  for (const auto& [name, value] : config.headers) {
    Require(std::ranges::all_of(value, [](char c) { return c >= ' ' && c < '\x7f'; }), "a header of one line in ASCII");
  }
  for (const auto& [name, hash] : config.users) {
    Require(!name.empty() && name.find(':') == name.npos && IsOneLine(name), "a name that a client can send");
    Require(hash.size() == 60 && hash.starts_with("$2"), "a bcrypt hash");
  }
}

}  // namespace

void Fuzz(std::string_view input) {
  const std::string secret(kSecret);
  const FakeFiles files(
      {{"web.yaml", std::string(input)}, {"cert.pem", secret}, {"key.pem", secret}, {"ca.pem", secret}});
  Faults faults;
  const WebConfig config = ReadWebConfig({.value = "web.yaml", .named = "--web_config_file"}, files, faults);
  if (!faults.empty()) return CheckFaults(faults, input);
  if (config.tls) CheckTls(*config.tls);
  CheckAccess(config);
}

}  // namespace workspace_exporter
