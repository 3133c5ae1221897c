#pragma once

#include <functional>
#include <memory>
#include <string>

#include "web/byte_stream.h"
#include "web/server_tls_context.h"

namespace workspace_exporter {

/// Is told why a client was refused, in words without anything of the client's own. On the front's thread.
using OnTlsRefused = std::function<void(const std::string& reason)>;

/// TLS over a socket that was accepted. The handshake is part of receiving, so that it has no longer than a request. A
/// client whose first byte is of no record of TLS but may begin a request is of plain HTTP, kPlainHttp; any other that
/// does not speak TLS, or whose certificate is refused, is kRefused. OpenSSL writes without MSG_NOSIGNAL: the program
/// ignores SIGPIPE. Throws std::bad_alloc, later from receiving, where there is no memory for the connection.
std::unique_ptr<ByteStream> TlsStream(FileDescriptor socket, std::shared_ptr<const ServerTlsContext> context,
                                      OnTlsRefused on_refused);

}  // namespace workspace_exporter
