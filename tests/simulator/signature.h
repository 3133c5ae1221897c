#pragma once

#include <string>
#include <string_view>

#include "simulator/simulator_http.h"
#include "simulator/time_style.h"

namespace workspace_exporter::simulator {

struct AccessKey {
  std::string id;  ///< empty: no request fits
  std::string secret;
  std::string security_token;  ///< of temporary keys; empty: permanent ones
};

/// The request as SDK-HMAC-SHA256 canonicalises it over these headers, a;b.
std::string CanonicalRequest(const Request& request, std::string_view signed_headers);

/// Lower-case hexadecimal.
std::string SignatureOf(const Request& request, std::string_view signed_headers, std::string_view secret);

/// Whether the request carries an Authorization of this scheme.
bool IsSigned(const Request& request);

/// The access key that a signed request names; empty: none.
std::string AccessOf(const Request& request);

/// What is wrong with the request's signature, in the gateway's words; empty: nothing.
std::string CheckSignature(const Request& request, const AccessKey& key, EpochMs now);

}  // namespace workspace_exporter::simulator
