#pragma once

#include <memory>
#include <string>

#include "simulator/simulator_channel.h"

struct ssl_ctx_st;

namespace workspace_exporter::simulator {

/// A server's certificate and key. Thread-safe.
class TlsContext final {
 public:
  /// The version is 1.0 to 1.3; empty: what OpenSSL does by itself. Throws std::runtime_error where it is another, or
  /// the files are no PEM certificate chain and its key.
  TlsContext(const std::string& certificate_file, const std::string& key_file, const std::string& max_version = "");

  /// Takes over the connected socket. The handshake is made with the first read.
  std::unique_ptr<Channel> MakeChannel(int socket) const;

 private:
  std::shared_ptr<ssl_ctx_st> context_;
};

}  // namespace workspace_exporter::simulator
