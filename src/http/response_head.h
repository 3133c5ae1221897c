#pragma once

#include <cstddef>

#include "http/transport.h"

namespace workspace_exporter {

/// Whether it is a status, 100 to 599 (RFC 9110, section 15). The error is kMalformed.
Result<Done> CheckStatus(int status);

/// Whether each header is one line of text (RFC 9110, section 5.5), and the body that they announce can be read for
/// what it is: of at most `max_body` bytes, not encoded, its length given once or by chunks. The error is kMalformed.
/// cpp-httplib takes any of these as it comes, and would then read the next answer from the middle of this one.
Result<Done> CheckHead(const HttpHeaders& headers, std::size_t max_body);

/// Whether the end of the body shows without the end of the connection.
bool TellsLength(const HttpHeaders& headers);

/// Whether the body comes in chunks.
bool IsChunked(const HttpHeaders& headers);

/// Whether the connection stays open after this answer. `version` is such as "HTTP/1.1".
bool KeepsConnection(std::string_view version, const HttpHeaders& headers);

}  // namespace workspace_exporter
