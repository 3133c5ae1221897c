#include "web/tls_stream.h"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <new>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <sys/socket.h>

namespace workspace_exporter {
namespace {

int AtMostInt(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

/// What OpenSSL has to say of a failure.
std::string WhyRefused(const SSL* ssl, unsigned long error) {
  const char* const text = ERR_reason_error_string(error);
  std::string reason = text == nullptr ? "no TLS that is known" : text;
  if (ERR_GET_LIB(error) != ERR_LIB_SSL) return reason;
  if (ERR_GET_REASON(error) >= SSL_AD_REASON_OFFSET) return "told by the client: " + reason;
  if (ERR_GET_REASON(error) != SSL_R_CERTIFICATE_VERIFY_FAILED) return reason;
  const long verified = SSL_get_verify_result(ssl);
  return reason + ": " +
         (verified == X509_V_ERR_APPLICATION_VERIFICATION ? "it is for none of the names that are allowed"
                                                          : X509_verify_cert_error_string(verified));
}

class OpenSslStream final : public ByteStream {
 public:
  OpenSslStream(FileDescriptor socket, std::shared_ptr<const ServerTlsContext> context, OnTlsRefused on_refused)
      : socket_(std::move(socket)),
        context_(std::move(context)),
        on_refused_(std::move(on_refused)),
        ssl_(SSL_new(context_->get()), SSL_free) {
    if (ssl_ == nullptr || SSL_set_fd(ssl_.get(), socket_.get()) != 1) throw std::bad_alloc();
    SSL_set_accept_state(ssl_.get());
  }
  ~OpenSslStream() override { EndTls(); }
  OpenSslStream(const OpenSslStream&) = delete;
  OpenSslStream& operator=(const OpenSslStream&) = delete;

  int socket() const override { return socket_.get(); }
  bool InHandshake() const override { return usable_ && SSL_in_init(ssl_.get()) != 0; }
  IoStep Receive(char* to, std::size_t size) override {
    return Step([&] { return SSL_read(ssl_.get(), to, AtMostInt(size)); });
  }
  IoStep Send(std::string_view bytes) override {
    return Step([&] { return SSL_write(ssl_.get(), bytes.data(), AtMostInt(bytes.size())); });
  }
  bool HoldsMore() const override { return usable_ && SSL_pending(ssl_.get()) > 0; }
  void EndSending() override {
    EndTls();
    shutdown(socket_.get(), SHUT_WR);
  }

 private:
  template <typename Call>
  IoStep Step(const Call& call) {
    if (!usable_) return {.state = IoStep::State::kClosed};
    ERR_clear_error();  // SSL_get_error looks at the whole queue of the thread
    const int result = call();
    if (result > 0) return {.size = static_cast<std::size_t>(result)};
    switch (SSL_get_error(ssl_.get(), result)) {
      case SSL_ERROR_WANT_READ: return {.state = IoStep::State::kWantRead};
      case SSL_ERROR_WANT_WRITE: return {.state = IoStep::State::kWantWrite};
      case SSL_ERROR_ZERO_RETURN: return {.state = HowItEnds()};
      case SSL_ERROR_SSL: return Fail(ERR_peek_error());
      // A client need not read our good-bye, which then breaks the connection.
      default: return Close(HasSaidGoodBye() ? IoStep::State::kEnded : IoStep::State::kClosed);
    }
  }
  IoStep Fail(unsigned long error) {
    // A client that has gone, as a check of the port does, is a protocol error to OpenSSL alone.
    if (ERR_GET_REASON(error) == SSL_R_UNEXPECTED_EOF_WHILE_READING) return Close(HowItEnds());
    on_refused_(WhyRefused(ssl_.get(), error));
    return Close(IoStep::State::kRefused);
  }
  IoStep Close(IoStep::State state) {
    usable_ = false;  // after a failure OpenSSL forbids SSL_shutdown
    ERR_clear_error();
    return {.state = state};
  }
  IoStep::State HowItEnds() const { return IsAllThere(socket_.get()) ? IoStep::State::kEnded : IoStep::State::kClosed; }
  bool HasSaidGoodBye() const { return (SSL_get_shutdown(ssl_.get()) & SSL_SENT_SHUTDOWN) != 0; }
  /// Says good-bye, once, where there was a handshake.
  void EndTls() {
    if (!usable_ || InHandshake() || HasSaidGoodBye()) return;
    SSL_shutdown(ssl_.get());
    ERR_clear_error();
  }

  FileDescriptor socket_;
  std::shared_ptr<const ServerTlsContext> context_;
  OnTlsRefused on_refused_;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
  bool usable_ = true;
};

/// Whether a request may begin with it, or the empty lines before one. No record of TLS does (RFC 8446, section 5.1).
bool MayBeginRequest(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '\r' || c == '\n'; }

/// TLS or plain HTTP, which the client's first byte tells. Until then there is no more of it than the socket.
class PortStream final : public ByteStream {
 public:
  PortStream(FileDescriptor socket, std::shared_ptr<const ServerTlsContext> context, OnTlsRefused on_refused)
      : socket_(std::move(socket)), context_(std::move(context)), on_refused_(std::move(on_refused)) {}

  int socket() const override { return stream_ == nullptr ? socket_.get() : stream_->socket(); }
  bool InHandshake() const override { return stream_ == nullptr || stream_->InHandshake(); }
  IoStep Receive(char* to, std::size_t size) override {
    return stream_ == nullptr ? Begin(to, size) : stream_->Receive(to, size);
  }
  IoStep Send(std::string_view bytes) override { return Begun().Send(bytes); }
  bool HoldsMore() const override { return stream_ != nullptr && stream_->HoldsMore(); }
  void EndSending() override { Begun().EndSending(); }

 private:
  IoStep Begin(char* to, std::size_t size) {
    char first = 0;
    const ssize_t seen = recv(socket_.get(), &first, 1, MSG_PEEK);
    if (seen < 0 && (errno == EAGAIN || errno == EINTR)) return {.state = IoStep::State::kWantRead};
    if (seen <= 0) return {.state = IoStep::State::kClosed};
    if (MayBeginRequest(first)) {
      stream_ = PlainStream(std::move(socket_));
      on_refused_("plain HTTP");
      return {.state = IoStep::State::kPlainHttp};
    }
    stream_ = std::make_unique<OpenSslStream>(std::move(socket_), std::move(context_), std::move(on_refused_));
    return stream_->Receive(to, size);
  }
  /// What is sent before the client has said anything, as an answer that refuses it is, is plain.
  ByteStream& Begun() {
    if (stream_ == nullptr) stream_ = PlainStream(std::move(socket_));
    return *stream_;
  }

  FileDescriptor socket_;
  std::unique_ptr<ByteStream> stream_;
  std::shared_ptr<const ServerTlsContext> context_;
  OnTlsRefused on_refused_;
};

}  // namespace

std::unique_ptr<ByteStream> TlsStream(FileDescriptor socket, std::shared_ptr<const ServerTlsContext> context,
                                      OnTlsRefused on_refused) {
  return std::make_unique<PortStream>(std::move(socket), std::move(context), std::move(on_refused));
}

}  // namespace workspace_exporter
