#include "config/web_config_tls.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "config/text.h"
#include "config/tls_names.h"
#include "config/value_parsers.h"
#include "config/web_config_keys.h"

namespace workspace_exporter {
namespace {

using ClientAuth = ServerTls::ClientAuth;

constexpr std::size_t kMostClientNames = 1000;

/// Reads the map into a ServerTls.
class TlsReader final {
 public:
  TlsReader(const ConfigPart& part, const Files& files)
      : folder_(std::filesystem::path(part.file).parent_path()), files_(files) {}

  std::vector<WebConfigKey> Keys() {
    return {
        Path("cert_file", tls_.certificate_file),
        Path("key_file", tls_.key_file),
        Path("client_ca_file", tls_.client_ca_file),
        Text("client_auth_type", tls_.client_auth, ParseClientAuth),
        Texts("client_allowed_sans", [this](const std::string& item) { return TakeName(item); }),
        Text("min_version", tls_.min_version, ParseTlsVersion),
        Text("max_version", tls_.max_version, ParseTlsVersion),
        Texts("cipher_suites", [this](const std::string& item) { return TakeSuite(item); }),
        Text("prefer_server_cipher_suites", tls_.prefer_own_ciphers, ParseBool),
        Texts("curve_preferences", [this](const std::string& item) { return TakeCurve(item); }),
        Refused("cert", "a certificate in the file itself is not supported; give cert_file"),
        Refused("key", "a key in the file itself is not supported; give key_file"),
        Refused("client_ca", "a certificate in the file itself is not supported; give client_ca_file"),
    };
  }
  ServerTls Take() { return std::move(tls_); }

 private:
  WebConfigKey Path(const std::string& name, std::string& path) {
    return Text(name, path, [this](const std::string& text) -> Checked<std::string> {
      const Checked<Secret> file = files_.Read((folder_ / text).string(), kMostCertificateBytes);
      return {.value = (folder_ / text).string(), .problem = file.problem};
    });
  }
  template <typename T, typename Parse>
  WebConfigKey Text(const std::string& name, T& to, Parse parse) {
    return {.name = name, .read = [&to, parse](const ConfigNode& value) { return ReadText(value, to, parse); }};
  }
  WebConfigKey Texts(std::string name, std::function<std::string(const std::string&)> take) {
    return {.name = std::move(name),
            .read = [take = std::move(take)](const ConfigNode& value) { return ReadTexts(value, take); }};
  }

  std::string TakeName(const std::string& item) {
    if (tls_.client_allowed_names.size() >= kMostClientNames) return fmt::format("more than {}", kMostClientNames);
    tls_.client_allowed_names.push_back(item);
    return {};
  }
  std::string TakeSuite(const std::string& item) {
    Checked<CipherSuite> suite = ParseCipherSuite(item);
    if (suite.problem.empty()) {
      (suite.value.of_tls13 ? tls_.tls13_ciphers : tls_.ciphers).push_back(std::move(suite.value.name));
    }
    return std::move(suite.problem);
  }
  std::string TakeCurve(const std::string& item) {
    Checked<std::string> curve = ParseCurve(item);
    if (curve.problem.empty()) tls_.curves.push_back(std::move(curve.value));
    return std::move(curve.problem);
  }

  const std::filesystem::path folder_;
  const Files& files_;
  ServerTls tls_;
};

struct Fault {
  std::string_view key;
  std::string problem;
};

/// What is wrong with keys that are each right by themselves.
std::vector<Fault> FaultsTogether(const ServerTls& tls) {
  std::vector<Fault> faults;
  const ClientAuth auth = tls.client_auth;
  const bool verifies = auth == ClientAuth::kVerifyIfGiven || auth == ClientAuth::kRequireAndVerify;
  if (verifies && tls.client_ca_file.empty()) {
    faults.push_back({"client_ca_file",
                      "required: the CAs that may sign clients' certificates; without it that would "
                      "be every public CA"});
  }
  if (!tls.client_ca_file.empty() && !verifies) {
    faults.push_back({"client_ca_file",
                      "means nothing with this client_auth_type, which verifies no certificate; "
                      "RequireAndVerifyClientCert does"});
  }
  if (!tls.client_allowed_names.empty() && auth != ClientAuth::kRequireAny && auth != ClientAuth::kRequireAndVerify) {
    faults.push_back({"client_allowed_sans",
                      "needs a client_auth_type that requires a certificate, "
                      "RequireAndVerifyClientCert"});
  }
  if (tls.min_version > tls.max_version) faults.push_back({"min_version", "is above max_version"});
  if (tls.max_version == ServerTls::Version::kTls12 && !tls.tls13_ciphers.empty()) {
    faults.push_back(
        {"cipher_suites", fmt::format("{} is of TLS 1.3, which max_version excludes", tls.tls13_ciphers.front())});
  }
  if (tls.min_version == ServerTls::Version::kTls12 && tls.ciphers.empty() && !tls.tls13_ciphers.empty()) {
    faults.push_back({"cipher_suites", "holds none of TLS 1.2; add one, or set min_version to TLS13"});
  }
  return faults;
}

}  // namespace

ServerTls ReadServerTls(const ConfigNode& map, const ConfigPart& part, const Files& files,
                        std::map<std::string, std::string>& places, Faults& faults) {
  const std::size_t faults_before = faults.size();
  Faults again;  // what is wrong with the keys themselves is told below
  for (const ConfigField& field : FieldsOf(map, part, again)) {
    places.emplace(field.key.text, NameOf(part, field.key, field.key.text));
  }
  const auto place_of = [&](std::string_view key) {
    const auto found = places.find(std::string(key));
    return found == places.end() ? NameOf(part, map, key) : found->second;
  };
  TlsReader reader(part, files);
  ReadWebConfigKeys(map, part, reader.Keys(), faults);
  for (const std::string_view key : {"cert_file", "key_file"}) {
    if (!places.contains(std::string(key))) {
      faults.push_back(FaultLine({.named = place_of(key)}, "required, a file in PEM"));
    }
  }
  ServerTls tls = reader.Take();
  if (faults.size() > faults_before) return tls;
  for (const auto& [key, problem] : FaultsTogether(tls)) {
    faults.push_back(FaultLine({.named = place_of(key)}, problem));
  }
  return tls;
}

}  // namespace workspace_exporter
