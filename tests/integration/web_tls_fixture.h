#pragma once

#include <csignal>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "integration/web_fixture.h"
#include "support/certificate.h"
#include "support/tls_client.h"
#include "web/server_tls_context.h"
#include "web/tls_stream.h"

namespace workspace_exporter {

inline std::shared_ptr<const ServerTlsContext> Loaded(const ServerTls& settings) {
  auto loaded = LoadServerTls(settings);
  REQUIRE(loaded.index() == 0);
  return std::get<0>(std::move(loaded));
}

/// A server of TLS with a certificate of its own.
class WebTlsFixture {
 public:
  explicit WebTlsFixture(ServerTls settings = {}, WebLimits limits = {})
      : web(limits, {"127.0.0.1:0"}, [this, context = Loaded(Complete(std::move(settings)))](FileDescriptor socket) {
          return TlsStream(std::move(socket), context, [this](const std::string& reason) {
            const std::lock_guard lock(mutex_);
            reasons_.push_back(reason);
          });
        }) {}

  const std::string& address() const { return web.address(); }
  /// Why clients were refused.
  std::vector<std::string> reasons() const {
    const std::lock_guard lock(mutex_);
    return reasons_;
  }

 private:
  ServerTls Complete(ServerTls settings) {
    std::signal(SIGPIPE, SIG_IGN);  // as the program does
    settings.certificate_file = certificate_.certificate_file();
    settings.key_file = certificate_.key_file();
    return settings;
  }

  Certificate certificate_;
  mutable std::mutex mutex_;
  std::vector<std::string> reasons_;

 public:
  WebFixture web;
};

}  // namespace workspace_exporter
