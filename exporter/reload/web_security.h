#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/file_watch.h"
#include "config/setting_reader.h"
#include "config/web/web_config.h"
#include "exporter/reload/reload_context.h"
#include "web/byte_stream.h"
#include "web/server_tls_context.h"
#include "web/web_gate.h"

namespace workspace_exporter {

/// What of the web configuration is in use: TLS, users and headers. It follows its files: as a whole, or, where
/// anything is wrong with them, not at all; log and metrics tell. Connections that are open keep the TLS that they
/// began with. Thread-safe.
class WebSecurity final {
 public:
  /// What is to be used, with its files read.
  struct Prepared {
    WebConfig config;
    std::shared_ptr<const ServerTlsContext> tls = {};  ///< nullptr: plain HTTP
  };
  using PreparedOrFaults = std::variant<Prepared, Faults>;

  /// Reads certificates and key, see LoadServerTls.
  using LoadTls = std::function<ServerTlsOrFaults(const ServerTls&)>;

  /// Or every fault of the files that the configuration names.
  static std::variant<std::unique_ptr<WebSecurity>, Faults> Create(const WebConfig& config,
                                                                   const ReloadContext& context, LoadTls load_tls);

  /// See WebGate.
  WebResponse Answer(const WebRequest& request, const WebHandler& handler) { return gate_.Answer(request, handler); }
  bool AsksForPassword() const { return gate_.AsksForPassword(); }
  /// Ends the wait for password checks that take long.
  void Stop() { gate_.Stop(); }
  /// For connections that are accepted from now on; it is asked by each. Refers to this.
  StreamFactory Streams();

  /// A configuration that is to take the place of the one in use. TLS cannot come or go: the port would change what it
  /// speaks. A file without settings, or one that is half written, does not open to everybody what was not.
  PreparedOrFaults Prepare(const WebConfig& config) const;
  /// Whether anything in it is new, or was refused meanwhile.
  bool Use(Prepared prepared);
  /// Where one of the files is another than the last time, also one that a refused configuration names. Whether they
  /// were read, and are in force now.
  bool ReloadIfChanged();
  /// Those that it follows.
  std::vector<std::string> Files() const;

 private:
  WebSecurity(const ReloadContext& context, LoadTls load_tls);

  PreparedOrFaults ReadTlsFiles(const WebConfig& config) const;
  /// The configuration that was read.
  WebConfig Reload(const std::string& file);
  void Take(Prepared prepared);
  void Refuse(const Faults& faults);

  const ReloadContext context_;
  const LoadTls load_tls_;
  WebGate gate_;
  mutable std::mutex mutex_;
  WebConfig config_;                             // guarded by mutex_
  std::shared_ptr<const ServerTlsContext> tls_;  // guarded by mutex_
  bool refused_ = false;                         // what was read last; guarded by mutex_
  FileWatch watch_;                              // only of ReloadIfChanged
};

}  // namespace workspace_exporter
