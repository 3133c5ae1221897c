#include "config/web/tls_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

template <typename T>
using Names = std::pair<std::string_view, T>;

constexpr auto kSuites = std::to_array<Names<std::string_view>>({
    {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256"},
    {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256"},
    {"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384"},
    {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "ECDHE-RSA-AES256-GCM-SHA384"},
    {"TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305"},
    {"TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-RSA-CHACHA20-POLY1305"},
    {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "ECDHE-ECDSA-AES128-SHA"},
    {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "ECDHE-RSA-AES128-SHA"},
    {"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "ECDHE-ECDSA-AES256-SHA"},
    {"TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "ECDHE-RSA-AES256-SHA"},
});

/// Of TLS 1.3 OpenSSL has the same names.
constexpr auto kSuites13 = std::to_array<std::string_view>(
    {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"});

constexpr auto kCurves = std::to_array<Names<std::string_view>>({{"CurveP256", "P-256"},
                                                                 {"CurveP384", "P-384"},
                                                                 {"CurveP521", "P-521"},
                                                                 {"X25519", "X25519"},
                                                                 {"X25519MLKEM768", "X25519MLKEM768"}});

constexpr auto kVersions = std::to_array<Names<ServerTls::Version>>({{"TLS13", ServerTls::Version::kTls13},
                                                                     {"TLS12", ServerTls::Version::kTls12},
                                                                     {"TLS11", ServerTls::Version::kTls11},
                                                                     {"TLS10", ServerTls::Version::kTls10}});

constexpr auto kClientAuths = std::to_array<Names<ServerTls::ClientAuth>>({
    {"NoClientCert", ServerTls::ClientAuth::kNone},
    {"RequestClientCert", ServerTls::ClientAuth::kRequest},
    {"RequireAnyClientCert", ServerTls::ClientAuth::kRequireAny},
    {"RequireClientCert", ServerTls::ClientAuth::kRequireAny},
    {"VerifyClientCertIfGiven", ServerTls::ClientAuth::kVerifyIfGiven},
    {"RequireAndVerifyClientCert", ServerTls::ClientAuth::kRequireAndVerify},
});

}  // namespace

Checked<CipherSuite> ParseCipherSuite(std::string_view text) {
  if (std::ranges::find(kSuites13, text) != kSuites13.end()) {
    return {.value = {.name = std::string(text), .of_tls13 = true}};
  }
  const auto* const found = std::ranges::find(kSuites, text, &Names<std::string_view>::first);
  if (found != kSuites.end()) return {.value = {.name = std::string(found->second)}};
  return {.problem = fmt::format("'{}' is no cipher suite of Go's tls.CipherSuites(), such as {}; others are insecure",
                                 text, kSuites.front().first)};
}

Checked<std::string> ParseCurve(std::string_view text) {
  const Checked<std::string_view> curve = ParseChoice<std::string_view>(text, kCurves);
  return {.value = std::string(curve.value), .problem = curve.problem};
}

Checked<ServerTls::Version> ParseTlsVersion(std::string_view text) {
  return ParseChoice<ServerTls::Version>(text, kVersions);
}

Checked<ServerTls::ClientAuth> ParseClientAuth(std::string_view text) {
  return ParseChoice<ServerTls::ClientAuth>(text, kClientAuths);
}

}  // namespace workspace_exporter
