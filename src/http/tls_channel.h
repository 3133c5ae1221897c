#pragma once

#include <memory>
#include <string>

#include <openssl/types.h>

#include "base/file_descriptor.h"
#include "http/channel.h"
#include "http/tls_context.h"

namespace workspace_exporter {

/// TLS over a connected, non-blocking socket. OpenSSL writes to it without MSG_NOSIGNAL: the program ignores SIGPIPE.
class TlsChannel final : public Channel {
 public:
  TlsChannel(FileDescriptor fd, std::shared_ptr<const TlsContext> context);
  ~TlsChannel() override;
  TlsChannel(const TlsChannel&) = delete;
  TlsChannel& operator=(const TlsChannel&) = delete;

  /// Before anything else. The certificate must be for `host`, a name or an address. Errors: kTls, which says what is
  /// wrong with the certificate or the handshake; kNetwork where the other side closed; those of IoWait.
  Result<Done> Handshake(const std::string& host, const IoWait& wait);

  Result<std::size_t> Read(char* to, std::size_t size, const IoWait& wait) override;
  Result<std::size_t> Write(std::string_view bytes, const IoWait& wait) override;
  bool Quiet() const override;

 private:
  bool Expect(const std::string& host);
  /// Calls `step` until it has done something or failed; 0 where the other side has said that it closes.
  template <typename Step>
  Result<std::size_t> Repeat(const IoWait& wait, Step step);
  Error Failure(int ssl_error, int system_error) const;

  FileDescriptor fd_;
  std::shared_ptr<const TlsContext> context_;
  SSL* ssl_;
  bool open_ = false;
};

}  // namespace workspace_exporter
