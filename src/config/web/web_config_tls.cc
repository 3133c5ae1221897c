#include "config/web/web_config_tls.h"

#include <filesystem>
#include <functional>
#include <string_view>

#include <fmt/format.h>

#include "config/web/tls_names.h"
#include "config/web/web_config_values.h"

namespace workspace_exporter {
namespace {

using ClientAuth = ServerTls::ClientAuth;

/// Reads the map into a ServerTls.
class TlsReader final {
 public:
  TlsReader(const ConfigPart& part, const FileReader& files)
      : folder_(std::filesystem::path(part.file).parent_path()), files_(files) {}

  std::vector<WebConfigKey> Keys() {
    return {
        Text("cert", [this](const std::string& text) { return Take(tls_.certificate, text); }),
        Text("cert_file", [this](const std::string& path) { return TakePath(tls_.certificate_file, path); }),
        Text("key", [this](const std::string& text) { return TakeKey(text); }),
        Text("key_file", [this](const std::string& path) { return TakePath(tls_.key_file, path); }),
        Text("client_ca", [this](const std::string& text) { return Take(tls_.client_ca, text); }),
        Text("client_ca_file", [this](const std::string& path) { return TakeCaPath(path); }),
        Text("client_auth_type", [this](const std::string& text) { return TakeClientAuth(text); }),
        List("client_allowed_sans", [this](const std::string& item) { return TakeName(item); }),
        Value("min_version", [this](const std::string& text) { return TakeVersion(tls_.min_version, text); }),
        Value("max_version", [this](const std::string& text) { return TakeVersion(tls_.max_version, text); }),
        List("cipher_suites", [this](const std::string& item) { return TakeSuite(item); }),
        {"prefer_server_cipher_suites", [this](const ConfigNode& value) { return TakePreference(value); }},
        List("curve_preferences", [this](const std::string& item) { return TakeCurve(item); }),
    };
  }
  ServerTls& tls() { return tls_; }
  /// Whether a key stands there that makes the toolkit serve TLS.
  bool IsAskedFor() const { return asked_for_; }
  bool HoldsNoCa() const { return holds_no_ca_; }

 private:
  using TakeText = std::function<std::string(const std::string&)>;

  /// A text that asks for TLS where it is not empty.
  WebConfigKey Text(std::string name, TakeText take) {
    return {.name = std::move(name), .read = [this, take = std::move(take)](const ConfigNode& value) {
              std::string problem = TextProblem(value);
              if (!problem.empty() || value.text.empty()) return problem;
              asked_for_ = true;
              return take(value.text);
            }};
  }
  static WebConfigKey Value(std::string name, TakeText take) {
    return {.name = std::move(name), .read = [take = std::move(take)](const ConfigNode& value) {
              std::string problem = TextProblem(value);
              return problem.empty() && value.kind == ConfigNode::Kind::kText ? take(value.text) : problem;
            }};
  }
  WebConfigKey List(const std::string& name, TakeText take) {
    return {.name = name, .read = [this, name, take = std::move(take)](const ConfigNode& value) {
              if (name == "client_allowed_sans" && value.kind == ConfigNode::Kind::kList) {
                tls_.client_allowed_names.emplace();
              }
              return ReadTexts(value, take);
            }};
  }

  static std::string Take(std::string& to, const std::string& text) {
    to = text;
    return {};
  }
  std::string TakeKey(const std::string& text) {
    tls_.key = std::make_shared<const Secret>(std::string_view(text));
    return {};
  }
  std::string TakePath(std::string& to, const std::string& path) {
    to = (folder_ / path).string();
    return ReadNamedFile(files_, to, kMostCertificateBytes).problem;
  }
  /// One without a certificate in it is taken: it lets nobody in.
  std::string TakeCaPath(const std::string& path) {
    tls_.client_ca_file = (folder_ / path).string();
    const Checked<Secret> file = ReadNamedFile(files_, tls_.client_ca_file, kMostCertificateBytes);
    holds_no_ca_ = file.value.Reveal().find("-----BEGIN ") == std::string_view::npos;
    return file.problem == kEmptyFile ? "" : file.problem;
  }
  std::string TakeClientAuth(const std::string& text) {
    Checked<ClientAuth> auth = ParseClientAuth(text);
    tls_.client_auth = auth.value;
    return std::move(auth.problem);
  }
  std::string TakeVersion(ServerTls::Version& to, const std::string& text) {
    Checked<ServerTls::Version> version = ParseTlsVersion(text);
    to = version.value;
    return std::move(version.problem);
  }
  std::string TakePreference(const ConfigNode& value) {
    Checked<bool> preference = ReadGoBool(value);
    tls_.prefer_own_ciphers = preference.value;
    return std::move(preference.problem);
  }
  std::string TakeName(const std::string& item) {
    tls_.client_allowed_names->push_back(item);
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
  const FileReader& files_;
  ServerTls tls_;
  bool asked_for_ = false;
  bool holds_no_ca_ = false;
};

struct Remark {
  std::string_view key;
  std::string text;
};

bool Verifies(const ServerTls& tls) {
  return tls.client_auth == ClientAuth::kVerifyIfGiven || tls.client_auth == ClientAuth::kRequireAndVerify;
}
bool HasCa(const ServerTls& tls) { return !tls.client_ca_file.empty() || !tls.client_ca.empty(); }

/// What the toolkit takes of keys that are each right by themselves, and whoever wrote them may not mean.
std::vector<Remark> RemarksOn(const ServerTls& tls, bool holds_no_ca) {
  std::vector<Remark> remarks;
  const std::string_view ca_key = tls.client_ca_file.empty() ? "client_ca" : "client_ca_file";
  if (Verifies(tls) && !HasCa(tls)) {
    remarks.push_back(
        {"client_auth_type", "without client_ca_file every public CA of this system may vouch for a client"});
  }
  if (HasCa(tls) && !Verifies(tls)) {
    remarks.push_back({ca_key, "means nothing with this client_auth_type, which verifies no certificate"});
  }
  if (Verifies(tls) && holds_no_ca) remarks.push_back({ca_key, "holds no certificate: no client's can be verified"});
  if (tls.client_allowed_names && tls.client_auth == ClientAuth::kNone) {
    remarks.push_back(
        {"client_allowed_sans", "means nothing with this client_auth_type, which asks for no certificate"});
  } else if (tls.client_allowed_names && tls.client_allowed_names->empty()) {
    remarks.push_back({"client_allowed_sans", "an empty list: no client is let in"});
  }
  if (tls.min_version < ServerTls::Version::kTls12) {
    remarks.push_back({"min_version", "TLS 1.2 is the oldest that is served (RFC 8996)"});
  }
  const bool of_tls13_alone = tls.ciphers.empty() && !tls.tls13_ciphers.empty();
  const auto least =
      of_tls13_alone ? ServerTls::Version::kTls13 : std::max(tls.min_version, ServerTls::Version::kTls12);
  if (least > tls.max_version) {
    remarks.push_back({"max_version", "leaves no version to be served: no client can connect"});
  } else if (of_tls13_alone && tls.min_version < ServerTls::Version::kTls13) {
    remarks.push_back({"cipher_suites", "holds none of TLS 1.2: TLS 1.3 alone is served"});
  }
  return remarks;
}

/// What the toolkit refuses of them.
std::vector<Remark> FaultsTogether(const ServerTls& tls) {
  std::vector<Remark> faults;
  if (tls.certificate_file.empty() && tls.certificate.empty()) {
    faults.push_back({"cert_file", "required, a file in PEM; or cert, the PEM itself"});
  }
  if (tls.key_file.empty() && tls.key == nullptr) {
    faults.push_back({"key_file", "required, a file in PEM; or key, the PEM itself"});
  }
  if (HasCa(tls) && tls.client_auth == ClientAuth::kNone) {
    faults.push_back({tls.client_ca_file.empty() ? "client_ca" : "client_ca_file",
                      "needs a client_auth_type that verifies certificates, RequireAndVerifyClientCert"});
  }
  return faults;
}

}  // namespace

std::optional<ServerTls> ReadServerTls(const ConfigNode& map, const ConfigPart& part, const FileReader& files,
                                       std::map<std::string, std::string>& places, Faults& faults, Faults& warnings) {
  Faults again;  // what is wrong with the keys themselves is told below
  for (const ConfigField& field : FieldsOf(map, part, again)) {
    places.emplace(field.key.text, NameOf(part, field.key, field.key.text));
  }
  const auto tell = [&](const std::vector<Remark>& remarks, Faults& to) {
    for (const auto& [key, text] : remarks) {
      const auto found = places.find(std::string(key));
      to.push_back(FaultLine({.named = found == places.end() ? NameOf(part, map, key) : found->second}, text));
    }
  };
  TlsReader reader(part, files);
  ReadWebConfigKeys(map, part, reader.Keys(), faults);
  ServerTls& tls = reader.tls();
  if (!reader.IsAskedFor()) {
    if (!map.children.empty()) tell({{"cert_file", "without it and key_file plain HTTP is served"}}, warnings);
    return std::nullopt;
  }
  tell(FaultsTogether(tls), faults);
  tell(RemarksOn(tls, reader.HoldsNoCa()), warnings);
  return std::move(tls);
}

}  // namespace workspace_exporter
