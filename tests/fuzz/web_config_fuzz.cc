// The file that --web_config_file names, with files that it may name itself.

#include <optional>
#include <string>
#include <string_view>

#include "base/bcrypt_hash.h"
#include "base/utf8.h"
#include "config/web/web_config.h"
#include "support/fake_file_reader.h"
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
  Require(!tls.certificate_file.empty() || !tls.certificate.empty(), "a certificate");
  Require(!tls.key_file.empty() || tls.key != nullptr, "its key");
  const bool has_ca = !tls.client_ca_file.empty() || !tls.client_ca.empty();
  Require(!has_ca || tls.client_auth != ServerTls::ClientAuth::kNone, "a CA where certificates are asked for");
}

/// What goes into every answer as it is, and what a password is held against.
void CheckAccess(const WebConfig& config) {
  for (const auto& [name, value] : config.headers) {
    Require(IsOneLine(value), "a header of one line");
  }
  for (const auto& [name, hash] : config.users) {
    const std::optional<BcryptHash> parts = ParseBcryptHash(hash);
    Require(parts && parts->HasCost(), "a bcrypt hash");
  }
}

}  // namespace

void Fuzz(std::string_view input) {
  const std::string secret(kSecret);
  const FakeFileReader files(
      {{"web.yaml", std::string(input)}, {"cert.pem", secret}, {"key.pem", secret}, {"ca.pem", secret}});
  Faults faults;
  const WebConfig config = ReadWebConfig({.value = "web.yaml", .named = "--web_config_file"}, files, faults);
  CheckFaults(config.warnings, input);
  if (!faults.empty()) return CheckFaults(faults, input);
  if (config.tls) CheckTls(*config.tls);
  CheckAccess(config);
}

}  // namespace workspace_exporter
