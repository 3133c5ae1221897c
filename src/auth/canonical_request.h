#pragma once

#include <string>
#include <string_view>

#include "http/transport.h"

namespace workspace_exporter {

// The one form of a request that both sides of a signature agree on: "Creating a Canonical Request" of Huawei Cloud's
// API Sign Guide, as signer.go of huaweicloud-sdk-go-v3 does it.

/// The query of a target, which is percent-encoded already, by whatever rules: decoded, sorted by key and then by
/// value, and encoded by those of the signature.
std::string CanonicalQuery(std::string_view query);

/// The names of the headers as the signature lists them: "host;x-sdk-date".
std::string SignedHeaderNames(const HttpHeaders& signed_headers);

/// The whole form. `signed_headers` are those that the signature covers; others of the request do not matter.
std::string CanonicalRequest(const HttpRequest& request, const HttpHeaders& signed_headers);

/// SHA-256 in lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

/// Bytes in lower-case hexadecimal digits.
std::string Hex(std::string_view bytes);

}  // namespace workspace_exporter
