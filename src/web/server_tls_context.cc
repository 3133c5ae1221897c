#include "web/server_tls_context.h"

#include <array>
#include <numeric>
#include <system_error>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "web/client_names.h"

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
  return version == ServerTls::Version::kTls13 ? TLS1_3_VERSION : TLS1_2_VERSION;
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
  SSL_CTX_set_min_proto_version(context, ProtocolOf(settings.min_version));
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

void SetCiphers(SSL_CTX* context, const ServerTls& settings, std::vector<ServerTlsFault>& faults) {
  const std::string ciphers = settings.ciphers.empty() ? kSafeCiphers : Joined(settings.ciphers);
  if (SSL_CTX_set_cipher_list(context, ciphers.c_str()) != 1 ||
      (!settings.tls13_ciphers.empty() &&
       SSL_CTX_set_ciphersuites(context, Joined(settings.tls13_ciphers).c_str()) != 1)) {
    faults.push_back({"cipher_suites", Reason("not available here")});
  }
  if (!settings.curves.empty() && SSL_CTX_set1_groups_list(context, Joined(settings.curves).c_str()) != 1) {
    faults.push_back({"curve_preferences", Reason("not available here")});
  }
}

void LoadPair(SSL_CTX* context, const ServerTls& settings, std::vector<ServerTlsFault>& faults) {
  const bool certificate = SSL_CTX_use_certificate_chain_file(context, settings.certificate_file.c_str()) == 1;
  if (!certificate) faults.push_back({"cert_file", Reason("holds no certificate in PEM")});
  // This also compares the key with the certificate.
  if (SSL_CTX_use_PrivateKey_file(context, settings.key_file.c_str(), SSL_FILETYPE_PEM) == 1) return;
  const int why = ERR_GET_REASON(ERR_peek_error());
  const bool no_pair = certificate && ERR_GET_LIB(ERR_peek_error()) == ERR_LIB_X509 &&
                       (why == X509_R_KEY_VALUES_MISMATCH || why == X509_R_KEY_TYPE_MISMATCH);
  faults.push_back({"key_file", no_pair ? "is not the key of the certificate in cert_file"
                                        : Reason("holds no key in PEM, or an encrypted one")});
  ERR_clear_error();
}

void SetClientAuth(SSL_CTX* context, const ServerTls& settings, std::vector<ServerTlsFault>& faults) {
  const ClientAuth auth = settings.client_auth;
  const bool requires_one = auth == ClientAuth::kRequireAny || auth == ClientAuth::kRequireAndVerify;
  const bool verifies = auth == ClientAuth::kVerifyIfGiven || auth == ClientAuth::kRequireAndVerify;
  const int mode = auth == ClientAuth::kNone ? SSL_VERIFY_NONE
                                             : SSL_VERIFY_PEER | (requires_one ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0);
  SSL_CTX_set_verify(context, mode, verifies ? CheckVerifiedClient : CheckUnverifiedClient);
  if (!verifies) return;
  STACK_OF(X509_NAME)* const names = SSL_load_client_CA_file(settings.client_ca_file.c_str());
  if (names == nullptr || SSL_CTX_load_verify_file(context, settings.client_ca_file.c_str()) != 1) {
    faults.push_back({"client_ca_file", Reason("holds no certificate in PEM")});
  }
  SSL_CTX_set_client_CA_list(context, names);
}

}  // namespace

ServerTlsContext::ServerTlsContext(SSL_CTX* context, std::vector<std::string> allowed_names)
    : context_(context), allowed_names_(std::move(allowed_names)) {
  AllowClientNames(context, allowed_names_);
}

std::variant<std::shared_ptr<const ServerTlsContext>, std::vector<ServerTlsFault>> LoadServerTls(
    const ServerTls& settings) {
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
