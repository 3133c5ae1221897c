#pragma once

#include <string>
#include <string_view>

#include "auth/credential.h"
#include "http/transport.h"

namespace workspace_exporter {

// SDK-HMAC-SHA256: Huawei Cloud's API Sign Guide, "AK/SK Signing and Authentication Algorithm", as signer.go of
// huaweicloud-sdk-go-v3 does it. The API accepts a signature within 15 minutes of its date.

/// The value of X-Sdk-Date: "20060102T150405Z".
std::string SdkDate(WallTime time);

/// The value of Authorization. `signed_headers` hold X-Sdk-Date, whose value is `date`.
std::string AuthorizationOf(const HttpRequest& request, const HttpHeaders& signed_headers, std::string_view date,
                            const AccessKey& key);

/// The request with Host, X-Sdk-Date, Authorization, and with a temporary key X-Security-Token. Covers every header but
/// Content-Type and those with an underscore in their name, which gateways drop. `host` is what the transport below
/// would send, with the port where it is not the scheme's own; nothing below may change the path or a signed header.
HttpRequest Sign(HttpRequest request, std::string_view host, const AccessKey& key, WallTime now);

}  // namespace workspace_exporter
