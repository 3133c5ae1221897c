#pragma once

#include <memory>

#include <openssl/types.h>

#include "web/byte_stream.h"
#include "web/server_tls_context.h"

namespace workspace_exporter {

/// TLS over a socket that was accepted. The handshake is part of receiving, so that it has no longer than a request. A
/// client that does not speak TLS, or whose certificate is refused, is closed. OpenSSL writes without MSG_NOSIGNAL: the
/// program ignores SIGPIPE.
std::unique_ptr<ByteStream> TlsStream(FileDescriptor socket, std::shared_ptr<const ServerTlsContext> context);

}  // namespace workspace_exporter
