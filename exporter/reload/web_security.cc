#include "exporter/reload/web_security.h"

#include <utility>

#include "config/files.h"
#include "config/web/web_config.h"
#include "web/tls_stream.h"

namespace workspace_exporter {
namespace {

using PreparedOrFaults = WebSecurity::PreparedOrFaults;

std::vector<std::string> FilesOf(const WebConfig& config) {
  if (!config.tls) return {config.file};
  return {config.file, config.tls->certificate_file, config.tls->key_file, config.tls->client_ca_file};
}

}  // namespace

WebSecurity::WebSecurity(const ReloadContext& context, LoadTls load_tls)
    : context_(context),
      load_tls_(std::move(load_tls)),
      gate_(std::make_shared<const BcryptVerifier>(), {"/-/healthy", "/-/ready"}, context.clock),
      watch_(context.files, {}) {}

std::variant<std::unique_ptr<WebSecurity>, Faults> WebSecurity::Create(const WebConfig& config,
                                                                       const ReloadContext& context, LoadTls load_tls) {
  std::unique_ptr<WebSecurity> security(new WebSecurity(context, std::move(load_tls)));
  PreparedOrFaults read = security->ReadTlsFiles(config);
  if (auto* const faults = std::get_if<Faults>(&read)) return std::move(*faults);
  security->Take(std::get<Prepared>(std::move(read)));
  security->watch_.Follow([&security] { return security->Files(); });
  return security;
}

PreparedOrFaults WebSecurity::ReadTlsFiles(const WebConfig& config) const {
  if (!config.tls) return Prepared{.config = config};
  ServerTlsOrFaults loaded = load_tls_(*config.tls);
  if (auto* const context = std::get_if<std::shared_ptr<const ServerTlsContext>>(&loaded)) {
    return Prepared{.config = config, .tls = std::move(*context)};
  }
  Faults faults;
  for (const auto& [key, problem] : std::get<std::vector<ServerTlsFault>>(loaded)) {
    const auto place = config.tls_places.find(std::string(key));
    faults.push_back(
        FaultLine({.named = place == config.tls_places.end() ? std::string(key) : place->second}, problem));
  }
  return faults;
}

StreamFactory WebSecurity::Streams() {
  return [this](FileDescriptor socket) {
    std::unique_lock lock(mutex_);
    std::shared_ptr<const ServerTlsContext> tls = tls_;
    lock.unlock();
    return tls == nullptr ? PlainStream(std::move(socket))
                          : TlsStream(std::move(socket), std::move(tls), [this](const std::string& reason) {
                              context_.log.Debug("TLS client refused", {{"reason", reason}});
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

bool WebSecurity::Use(Prepared prepared) {
  {
    const std::lock_guard lock(mutex_);
    if (!std::exchange(refused_, false) && prepared.config.content == config_.content) return false;
  }
  const std::size_t users = prepared.config.users.size();
  Take(std::move(prepared));
  context_.metrics.ConfigTaken(Configuration::kWeb, context_.clock.Now());
  context_.log.Info("web configuration loaded again", {{"users", std::to_string(users)}});
  return true;
}

void WebSecurity::Take(Prepared prepared) {
  for (const std::string& warning : prepared.config.warnings)
    context_.log.Warn("web configuration", {{"warning", warning}});
  gate_.Use(prepared.config.headers, prepared.config.users, prepared.config.rate_limit);
  const std::lock_guard lock(mutex_);
  tls_ = std::move(prepared.tls);
  config_ = std::move(prepared.config);
}

void WebSecurity::Refuse(const Faults& faults) {
  {
    const std::lock_guard lock(mutex_);
    refused_ = true;
  }
  context_.metrics.ConfigRefused(Configuration::kWeb);
  for (const std::string& fault : faults) {
    context_.log.Error("web configuration refused, the old one stays", {{"fault", fault}});
  }
}

std::vector<std::string> WebSecurity::Files() const {
  const std::lock_guard lock(mutex_);
  return FilesOf(config_);
}

bool WebSecurity::ReloadIfChanged() {
  if (!watch_.HaveChanged()) return false;
  watch_.Follow([this] {
    std::vector<std::string> files = Files();
    for (std::string& file : FilesOf(Reload(files.front()))) files.push_back(std::move(file));
    return files;
  });
  const std::lock_guard lock(mutex_);
  return !refused_;
}

WebConfig WebSecurity::Reload(const std::string& file) {
  Faults faults;
  const HashedFiles files(context_.files);
  WebConfig config = ReadWebConfig({.value = file, .named = "--web_config_file"}, files, faults);
  config.content = files.hash();
  PreparedOrFaults prepared = faults.empty() ? Prepare(config) : PreparedOrFaults(std::move(faults));
  if (const auto* const refused = std::get_if<Faults>(&prepared)) {
    Refuse(*refused);
  } else {
    Use(std::get<Prepared>(std::move(prepared)));
  }
  return config;
}

}  // namespace workspace_exporter
