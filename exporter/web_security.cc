#include "exporter/web_security.h"

#include <utility>

#include "config/files.h"
#include "config/web_config_file.h"
#include "web/tls_stream.h"

namespace workspace_exporter {
namespace {

using PreparedOrFaults = WebSecurity::PreparedOrFaults;

PreparedOrFaults ReadTlsFiles(const WebConfig& config) {
  if (!config.tls) return WebSecurity::Prepared{.config = config};
  auto loaded = LoadServerTls(*config.tls);
  if (auto* const context = std::get_if<std::shared_ptr<const ServerTlsContext>>(&loaded)) {
    return WebSecurity::Prepared{.config = config, .tls = std::move(*context)};
  }
  Faults faults;
  for (const auto& [key, problem] : std::get<std::vector<ServerTlsFault>>(loaded)) {
    const auto place = config.tls_places.find(std::string(key));
    faults.push_back(
        FaultLine({.named = place == config.tls_places.end() ? std::string(key) : place->second}, problem));
  }
  return faults;
}

}  // namespace

WebSecurity::WebSecurity(const Clock& clock, const Log& log)
    : log_(log), gate_(std::make_shared<const BcryptVerifier>(), {"/-/healthy", "/-/ready"}, clock) {}

std::variant<std::unique_ptr<WebSecurity>, Faults> WebSecurity::Create(const WebConfig& config, const Clock& clock,
                                                                       const Log& log) {
  std::unique_ptr<WebSecurity> security(new WebSecurity(clock, log));
  security->stamps_ = security->Stamps(config);
  PreparedOrFaults read = ReadTlsFiles(config);
  if (auto* const faults = std::get_if<Faults>(&read)) return std::move(*faults);
  security->Use(std::get<Prepared>(std::move(read)));
  return security;
}

StreamFactory WebSecurity::Streams() {
  return [this](FileDescriptor socket) {
    std::unique_lock lock(mutex_);
    std::shared_ptr<const ServerTlsContext> tls = tls_;
    lock.unlock();
    return tls == nullptr ? PlainStream(std::move(socket))
                          : TlsStream(std::move(socket), std::move(tls), [this](const std::string& reason) {
                              log_.Debug("TLS client refused", {{"reason", reason}});
                            });
  };
}

PreparedOrFaults WebSecurity::Prepare(const WebConfig& config) const {
  {
    const std::lock_guard lock(mutex_);
    if (config.tls.has_value() != (tls_ != nullptr)) {
      return Faults{"tls_server_config: TLS cannot be switched on or off while the program runs"};
    }
    if (config.is_empty && !config_.users.empty()) {
      return Faults{FaultLine({.named = config.file},
                              "holds no settings, and passwords were asked for until now; to ask for "
                              "none from now on, say `basic_auth_users: {}`")};
    }
  }
  return ReadTlsFiles(config);
}

void WebSecurity::Use(Prepared prepared) {
  for (const std::string& warning : prepared.config.warnings) log_.Warn("web configuration", {{"warning", warning}});
  gate_.Use(prepared.config.headers, prepared.config.users, prepared.config.rate_limit);
  const std::lock_guard lock(mutex_);
  tls_ = std::move(prepared.tls);
  config_ = std::move(prepared.config);
}

std::vector<FileStamp> WebSecurity::Stamps(const WebConfig& config) const {
  std::vector<FileStamp> stamps = {files_.Stamp(config.file)};
  if (!config.tls) return stamps;
  for (const std::string* file : {&config.tls->certificate_file, &config.tls->key_file, &config.tls->client_ca_file}) {
    stamps.push_back(files_.Stamp(*file));
  }
  return stamps;
}

void WebSecurity::ReloadIfChanged() {
  std::unique_lock lock(mutex_);
  const WebConfig config = config_;
  lock.unlock();
  if (config.file.empty()) return;
  std::vector<FileStamp> stamps = Stamps(config);
  if (stamps == stamps_) return;
  stamps_ = std::move(stamps);
  Reload(config.file);
}

void WebSecurity::Reload(const std::string& file) {
  Faults faults;
  const WebConfig config = ReadWebConfig({.value = file, .named = "--web_config_file"}, DiskFiles(), faults);
  PreparedOrFaults prepared = faults.empty() ? Prepare(config) : PreparedOrFaults(std::move(faults));
  if (const auto* const refused = std::get_if<Faults>(&prepared)) {
    for (const std::string& fault : *refused) {
      log_.Error("web configuration refused, the old one stays", {{"fault", fault}});
    }
    return;
  }
  Use(std::get<Prepared>(std::move(prepared)));
  log_.Info("web configuration loaded again", {{"users", std::to_string(config.users.size())}});
}

}  // namespace workspace_exporter
