#pragma once

#include <memory>
#include <string>
#include <utility>
#include <variant>

#include <openssl/ssl.h>

#include "config/files.h"
#include "config/web/web_config.h"
#include "exporter/reload/web_security.h"
#include "projects_bench.h"
#include "support/families.h"

namespace workspace_exporter {

/// A web configuration that asks for the password of so many users.
inline std::string WebFileOf(int users) {
  std::string yaml = "basic_auth_users:\n";
  for (int i = 0; i < users; ++i) {
    yaml += "  user" + std::to_string(i) + ": $2b$04$aaaaaaaaaaaaaaaaaaaaaOyLr.p6cvcV4bMhFHajdXGjwEBsmL4r2\n";
  }
  return yaml;
}

/// What a configuration is followed with, and what was told of it.
struct ReloadBench : ProjectsBench {
  ReloadBench() { metrics.ConfigTaken(Configuration::kProgram, clock.Now()); }

  ExporterMetrics metrics{registry, {}};
  const ReloadContext reload{.files = files, .clock = clock, .metrics = metrics, .log = recorded.log};
  int tls_loaded = 0;
  std::vector<ServerTlsFault> tls_faults;

  /// The web configuration of the file "web.yaml", or of none.
  WebConfig ReadWeb(Faults& faults) const {
    if (files.Stamp("web.yaml").size < 0) return {};
    const HashedFiles hashed(files);
    WebConfig config = ReadWebConfig({.value = "web.yaml", .named = "--web_config_file"}, hashed, faults);
    config.content = hashed.hash();
    return config;
  }
  std::variant<std::unique_ptr<WebSecurity>, Faults> MakeSecurity() {
    Faults faults;
    const WebConfig config = ReadWeb(faults);
    REQUIRE(faults.empty());
    return WebSecurity::Create(config, reload, [this](const ServerTls&) -> ServerTlsOrFaults {
      ++tls_loaded;
      if (!tls_faults.empty()) return tls_faults;
      return std::make_shared<const ServerTlsContext>(SSL_CTX_new(TLS_server_method()), std::nullopt);
    });
  }
  /// Of what is told: whether the last reload was taken, and when that was.
  bool LastSucceeded() const { return Told("ful") == 1; }
  WallTime TakenAt() const { return WallTime(std::chrono::seconds(static_cast<int>(Told("_timestamp_seconds")))); }

 private:
  double Told(const std::string& of) const {
    return SamplesOf(registry.Collect(), "workspace_exporter_config_last_reload_success" + of).value().begin()->second;
  }
};

}  // namespace workspace_exporter
