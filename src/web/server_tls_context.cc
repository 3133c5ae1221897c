#include "web/server_tls_context.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include "web/client_names.h"
#include "web/pem_source.h"

namespace workspace_exporter {
namespace {

using ClientAuth = ServerTls::ClientAuth;

/// Of TLS 1.2, those with forward secrecy and authenticated encryption.
constexpr const char* kSafeCiphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

/// What OpenSSL says, where it says something of use: a file cannot be read, a key is too weak. `otherwise` stands for
/// what its parsers say of a text that is not what it should be.
std::string Reason(const char* otherwise) {
  const unsigned long error = ERR_get_error();
  ERR_clear_error();
  if (ERR_SYSTEM_ERROR(error)) return std::generic_category().message(ERR_GET_REASON(error));
  const bool is_of_use = ERR_GET_LIB(error) == ERR_LIB_SSL || ERR_GET_LIB(error) == ERR_LIB_X509;
  const char* const reason = is_of_use ? ERR_reason_error_string(error) : nullptr;
  return reason != nullptr ? reason : otherwise;
}

std::string Joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ":") + name;
  return text;
}

int ProtocolOf(ServerTls::Version version) {
  switch (version) {
    case ServerTls::Version::kTls10: return TLS1_VERSION;
    case ServerTls::Version::kTls11: return TLS1_1_VERSION;
    case ServerTls::Version::kTls12: return TLS1_2_VERSION;
    case ServerTls::Version::kTls13: return TLS1_3_VERSION;
  }
  return TLS1_3_VERSION;
}

/// Where only suites of TLS 1.3 are given, 1.2 has none.
bool HasSuitesOfTls13Alone(const ServerTls& settings) {
  return settings.ciphers.empty() && !settings.tls13_ciphers.empty();
}

/// RFC 7301: a client that offers protocols, but not ours, is refused.
int SelectProtocol(SSL* /*ssl*/, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                   unsigned int offered_size, void* /*unused*/) {
  static constexpr std::array<unsigned char, 9> kHttp11 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* found = nullptr;
  if (SSL_select_next_proto(&found, size, kHttp11.data(), kHttp11.size(), offered, offered_size) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

int NoPassword(char* /*to*/, int /*size*/, int /*writes*/, void* /*unused*/) { return 0; }

void SetProtocol(SSL_CTX* context, const ServerTls& settings) {
  // RFC 8996 forbids what is older.
  const int least = HasSuitesOfTls13Alone(settings) ? TLS1_3_VERSION : TLS1_2_VERSION;
  SSL_CTX_set_min_proto_version(context, std::max(least, ProtocolOf(settings.min_version)));
  SSL_CTX_set_max_proto_version(context, ProtocolOf(settings.max_version));
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION |
                                   (settings.prefer_own_ciphers ? SSL_OP_CIPHER_SERVER_PREFERENCE : 0));
  if (!settings.prefer_own_ciphers) SSL_CTX_clear_options(context, SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(context, 0);
  SSL_CTX_set_mode(context,
                   SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_alpn_select_cb(context, SelectProtocol, nullptr);
  SSL_CTX_set_default_passwd_cb(context, NoPassword);  // else OpenSSL asks the terminal
}

/// Each name once: OpenSSL refuses a list that has one twice.
std::string JoinedOnce(const std::vector<std::string>& names) {
  std::vector<std::string> once;
  for (const std::string& name : names) {
    if (std::ranges::find(once, name) == once.end()) once.push_back(name);
  }
  return Joined(once);
}

std::string CurvesProblem(SSL_CTX* context, const std::vector<std::string>& curves) {
  if (curves.empty() || SSL_CTX_set1_groups_list(context, JoinedOnce(curves).c_str()) == 1) return {};
  for (const std::string& curve : curves) {
    if (SSL_CTX_set1_groups_list(context, curve.c_str()) == 1) continue;
    ERR_clear_error();
    return fmt::format("{} is not known to {}; {}", curve, OpenSSL_version(OPENSSL_VERSION),
                       curve.ends_with("MLKEM768") ? "OpenSSL has it from 3.5 on" : "leave it out");
  }
  return Reason("not available here");
}

void SetCiphers(SSL_CTX* context, const ServerTls& settings, std::vector<ServerTlsFault>& faults) {
  const std::string ciphers = settings.ciphers.empty() ? kSafeCiphers : Joined(settings.ciphers);
  if (SSL_CTX_set_cipher_list(context, ciphers.c_str()) != 1 ||
      (!settings.tls13_ciphers.empty() &&
       SSL_CTX_set_ciphersuites(context, Joined(settings.tls13_ciphers).c_str()) != 1)) {
    faults.push_back({"cipher_suites", Reason("not available here")});
  }
  if (std::string problem = CurvesProblem(context, settings.curves); !problem.empty()) {
    faults.push_back({"curve_preferences", std::move(problem)});
  }
}

/// How strong its own key and certificate are is the owner's choice, as in Go; what the system asks of others holds.
int AllowOwnCertificate(const SSL* ssl, const SSL_CTX* context, int operation, int bits, int nid, void* other,
                        void* system) {
  const bool is_peers = (operation & SSL_SECOP_PEER) != 0;
  const int what = operation & ~SSL_SECOP_PEER;
  const bool is_certificate = what == SSL_SECOP_EE_KEY || what == SSL_SECOP_CA_KEY || what == SSL_SECOP_CA_MD;
  if (is_certificate && !is_peers) return 1;
  return reinterpret_cast<decltype(&AllowOwnCertificate)>(system)(ssl, context, operation, bits, nid, other, nullptr);
}

bool UseCertificates(SSL_CTX* context, BIO* pem) {
  const std::unique_ptr<X509, decltype(&X509_free)> own(PEM_read_bio_X509_AUX(pem, nullptr, NoPassword, nullptr),
                                                        X509_free);
  if (own == nullptr || SSL_CTX_use_certificate(context, own.get()) != 1) return false;
  ForEachCertificate(pem, [&](X509* above) { SSL_CTX_add1_chain_cert(context, above); });
  return true;
}

/// This also compares the key with the certificate.
bool UseKey(SSL_CTX* context, BIO* pem) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      PEM_read_bio_PrivateKey(pem, nullptr, NoPassword, nullptr), EVP_PKEY_free);
  return key != nullptr && SSL_CTX_use_PrivateKey(context, key.get()) == 1;
}

void LoadPair(SSL_CTX* context, const ServerTls& settings, std::vector<ServerTlsFault>& faults) {
  SSL_CTX_set0_security_ex_data(context, reinterpret_cast<void*>(SSL_CTX_get_security_callback(context)));
  SSL_CTX_set_security_callback(context, AllowOwnCertificate);
  const std::string_view cert_key = settings.certificate_file.empty() ? "cert" : "cert_file";
  const bool certificate =
      ReadPem(settings.certificate_file, settings.certificate, [&](BIO* pem) { return UseCertificates(context, pem); });
  if (!certificate) faults.push_back({cert_key, Reason("holds no certificate in PEM")});
  ERR_clear_error();
  if (ReadPem(settings.key_file, settings.key == nullptr ? "" : settings.key->Reveal(),
              [&](BIO* pem) { return UseKey(context, pem); })) {
    return;
  }
  const int why = ERR_GET_REASON(ERR_peek_error());
  const bool no_pair = certificate && ERR_GET_LIB(ERR_peek_error()) == ERR_LIB_X509 &&
                       (why == X509_R_KEY_VALUES_MISMATCH || why == X509_R_KEY_TYPE_MISMATCH);
  faults.push_back({settings.key_file.empty() ? "key" : "key_file",
                    no_pair ? fmt::format("is not the key of the certificate in {}", cert_key)
                            : Reason("holds no key in PEM, or an encrypted one")});
  ERR_clear_error();
}

/// Without a CA of the configuration's, the system's.
void TrustClientCas(SSL_CTX* context, const ServerTls& settings, std::vector<ServerTlsFault>& faults) {
  TrustEachCertificate(context);
  if (settings.client_ca_file.empty() && settings.client_ca.empty()) {
    TrustSystemCas(context);
    return;
  }
  const bool read = ReadPem(settings.client_ca_file, settings.client_ca, [&](BIO* pem) {
    ForEachCertificate(pem, [&](X509* ca) {
      X509_STORE_add_cert(SSL_CTX_get_cert_store(context), ca);
      SSL_CTX_add_client_CA(context, ca);
    });
    return true;
  });
  if (!read) faults.push_back({"client_ca_file", Reason("cannot be read")});
}

void SetClientAuth(SSL_CTX* context, const ServerTls& settings, std::vector<ServerTlsFault>& faults) {
  const ClientAuth auth = settings.client_auth;
  const bool requires_one = auth == ClientAuth::kRequireAny || auth == ClientAuth::kRequireAndVerify ||
                            settings.client_allowed_names.has_value();
  const bool verifies = auth == ClientAuth::kVerifyIfGiven || auth == ClientAuth::kRequireAndVerify;
  const int mode = auth == ClientAuth::kNone ? SSL_VERIFY_NONE
                                             : SSL_VERIFY_PEER | (requires_one ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0);
  SSL_CTX_set_verify(context, mode, verifies ? CheckVerifiedClient : CheckUnverifiedClient);
  if (verifies) TrustClientCas(context, settings, faults);
}

}  // namespace

ServerTlsContext::ServerTlsContext(SSL_CTX* context, std::optional<std::vector<std::string>> allowed_names)
    : context_(context), allowed_names_(std::move(allowed_names)) {
  AllowClientNames(context, allowed_names_);
}

ServerTlsOrFaults LoadServerTls(const ServerTls& settings) {
  ERR_clear_error();
  SSL_CTX* const raw = SSL_CTX_new(TLS_server_method());
  if (raw == nullptr) return std::vector<ServerTlsFault>{{"tls_server_config", Reason("OpenSSL failed")}};
  auto context = std::make_shared<const ServerTlsContext>(raw, settings.client_allowed_names);
  std::vector<ServerTlsFault> faults;
  SetProtocol(raw, settings);
  SetCiphers(raw, settings, faults);
  LoadPair(raw, settings, faults);
  SetClientAuth(raw, settings, faults);
  ERR_clear_error();
  if (!faults.empty()) return faults;
  return context;
}

}  // namespace workspace_exporter
