#include "http/tls_context.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace workspace_exporter {
namespace {

/// Debian's directory, which OpenSSL's own default points to, then the bundles of images without the hashed links.
constexpr const char* kSystemDirectory = "/etc/ssl/certs";
constexpr std::array kSystemBundles = {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                                       "/etc/ssl/cert.pem"};

/// A name such as "4a6481c9.0": the hash of a subject, by which OpenSSL looks a CA up.
bool IsHashLink(const std::string& name) {
  constexpr std::size_t kDigits = 8;
  return name.size() == kDigits + 2 && name.ends_with(".0") &&
         std::all_of(name.begin(), name.begin() + kDigits, [](unsigned char c) { return std::isxdigit(c) != 0; });
}

bool IsHashedDirectory(const char* path) {
  std::error_code failed;
  std::filesystem::directory_iterator entry(path, failed);
  for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
    if (IsHashLink(entry->path().filename())) return true;
  }
  return false;
}

std::string Reason() {
  const unsigned long error = ERR_get_error();
  if (ERR_SYSTEM_ERROR(error)) return std::generic_category().message(ERR_GET_REASON(error));
  const char* reason = ERR_reason_error_string(error);
  return reason != nullptr ? reason : "no certificate in it";
}

}  // namespace

bool TrustSystemCas(SSL_CTX* context) {
  if (IsHashedDirectory(kSystemDirectory)) return SSL_CTX_load_verify_dir(context, kSystemDirectory) == 1;
  return std::ranges::any_of(kSystemBundles,
                             [context](const char* file) { return SSL_CTX_load_verify_file(context, file) == 1; });
}

void TrustEachCertificate(SSL_CTX* context) {
  X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_PARTIAL_CHAIN);
}

TlsContext::TlsContext(SSL_CTX* context) : context_(context) {}

TlsContext::~TlsContext() { SSL_CTX_free(context_); }

Result<std::shared_ptr<const TlsContext>> LoadTlsContext(const std::string& ca_file) {
  ERR_clear_error();
  auto context = std::make_shared<const TlsContext>(SSL_CTX_new(TLS_client_method()));
  SSL_CTX* raw = context->get();
  if (raw == nullptr) return Error{ErrorKind::kTls, Reason()};
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, nullptr);
  TrustEachCertificate(raw);
  // Idle connections give their buffers back, and a write may go on from where it could not go further.
  SSL_CTX_set_mode(raw, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  // A small image may have no CAs of its own where a file brings those that are needed.
  if (!TrustSystemCas(raw) && ca_file.empty()) {
    return Error{ErrorKind::kTls, fmt::format("no CA certificates in {}", kSystemDirectory)};
  }
  ERR_clear_error();
  if (!ca_file.empty() && SSL_CTX_load_verify_file(raw, ca_file.c_str()) != 1) {
    return Error{ErrorKind::kTls, fmt::format("CA file {}: {}", ca_file, Reason())};
  }
  ERR_clear_error();
  return context;
}

}  // namespace workspace_exporter
