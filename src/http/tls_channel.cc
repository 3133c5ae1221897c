#include "http/tls_channel.h"

#include <algorithm>
#include <cerrno>
#include <limits>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include "base/ip_address.h"
#include "http/socket_channel.h"

namespace workspace_exporter {
namespace {

/// What OpenSSL says where a server of TLS 1.1 or older refuses our versions, or we its own.
bool IsOfTheVersion(unsigned long error) {
  const int reason = ERR_GET_REASON(error);
  return ERR_GET_LIB(error) == ERR_LIB_SSL &&
         (reason == SSL_R_TLSV1_ALERT_PROTOCOL_VERSION || reason == SSL_R_UNSUPPORTED_PROTOCOL);
}

}  // namespace

TlsChannel::TlsChannel(FileDescriptor fd, std::shared_ptr<const TlsContext> context)
    : fd_(std::move(fd)), context_(std::move(context)), ssl_(SSL_new(context_->get())) {}

TlsChannel::~TlsChannel() {
  // Says good-bye as far as it goes without waiting; after a failure OpenSSL forbids it.
  if (open_) SSL_shutdown(ssl_);
  SSL_free(ssl_);
  ERR_clear_error();
}

bool TlsChannel::Expect(const std::string& host) {
  if (ssl_ == nullptr || SSL_set_fd(ssl_, fd_.get()) != 1) return false;
  X509_VERIFY_PARAM* verified = SSL_get0_param(ssl_);
  if (IsIpAddress(host)) return X509_VERIFY_PARAM_set1_ip_asc(verified, host.c_str()) == 1;
  X509_VERIFY_PARAM_set_hostflags(verified, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return X509_VERIFY_PARAM_set1_host(verified, host.data(), host.size()) == 1 &&
         SSL_ctrl(ssl_, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char*>(host.c_str())) == 1;
}

Result<Done> TlsChannel::Handshake(const std::string& host, const IoWait& wait) {
  ERR_clear_error();
  if (!Expect(host)) return Failure(SSL_ERROR_SSL, 0);
  auto connected = Repeat(wait, [this] { return SSL_connect(ssl_); });
  if (!connected) return std::move(connected).error().Within("TLS handshake");
  if (*connected == 0) return Error{ErrorKind::kNetwork, "TLS handshake: connection closed"};
  return Done();
}

Result<std::size_t> TlsChannel::Read(char* to, std::size_t size, const IoWait& wait) {
  const int most = static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
  return Repeat(wait, [this, to, most] { return SSL_read(ssl_, to, most); });
}

Result<std::size_t> TlsChannel::Write(std::string_view bytes, const IoWait& wait) {
  const int most = static_cast<int>(std::min<std::size_t>(bytes.size(), std::numeric_limits<int>::max()));
  auto written = Repeat(wait, [this, bytes, most] { return SSL_write(ssl_, bytes.data(), most); });
  if (written && *written == 0) return Error{ErrorKind::kNetwork, "connection closed"};
  return written;
}

bool TlsChannel::Quiet() const { return open_ && SSL_pending(ssl_) == 0 && QuietSocket(fd_.get()); }

template <typename Step>
Result<std::size_t> TlsChannel::Repeat(const IoWait& wait, Step step) {
  for (;;) {
    if (auto may_go_on = wait.Check(); !may_go_on) {
      open_ = false;
      return std::move(may_go_on).error();
    }
    ERR_clear_error();  // SSL_get_error looks at the whole queue of the thread
    const int result = step();
    const int system_error = errno;
    if (result > 0) {
      open_ = true;
      return static_cast<std::size_t>(result);
    }
    const int error = SSL_get_error(ssl_, result);
    if (error == SSL_ERROR_ZERO_RETURN) return std::size_t{0};
    if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
      open_ = false;
      return Failure(error, system_error);
    }
    auto ready = wait.Until(fd_.get(), error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT);
    if (!ready) {
      open_ = false;
      return std::move(ready).error();
    }
  }
}

Error TlsChannel::Failure(int ssl_error, int system_error) const {
  if (ssl_error == SSL_ERROR_SYSCALL) {
    return system_error != 0 ? SocketError(system_error) : Error{ErrorKind::kNetwork, "connection closed"};
  }
  const unsigned long queued = ERR_get_error();
  if (ERR_GET_LIB(queued) == ERR_LIB_SSL && ERR_GET_REASON(queued) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
    return Error{ErrorKind::kNetwork, "connection closed without the end of TLS"};
  }
  const long verified = ssl_ != nullptr ? SSL_get_verify_result(ssl_) : X509_V_OK;
  if (verified != X509_V_OK) {
    return Error{ErrorKind::kTls, fmt::format("certificate refused: {}", X509_verify_cert_error_string(verified))};
  }
  if (IsOfTheVersion(queued)) return Error{ErrorKind::kTls, "the server does not speak TLS 1.2 or newer"};
  const char* reason = ERR_reason_error_string(queued);
  return Error{ErrorKind::kTls, reason != nullptr ? reason : "TLS failed"};
}

}  // namespace workspace_exporter
