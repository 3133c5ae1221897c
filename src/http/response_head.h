#pragma once

#include <cstddef>

#include "http/transport.h"

namespace workspace_exporter {

/// Whether each header is one line of text (RFC 9110, section 5.5), and the body that they announce can be read for
/// what it is: of at most `max_body` bytes, not encoded, its length given once or by chunks. The error is kMalformed.
Result<Done> CheckHead(const HttpHeaders& headers, std::size_t max_body);

/// Whether the body comes in chunks.
bool IsChunked(const HttpHeaders& headers);

/// Whether the connection stays open after this answer, of HTTP/1.1, as far as the head says (RFC 9112, section 9.3).
bool KeepsConnection(const HttpHeaders& headers);

}  // namespace workspace_exporter
