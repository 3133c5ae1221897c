#include "web/tls_stream.h"

#include <algorithm>
#include <limits>
#include <utility>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

namespace workspace_exporter {
namespace {

int AtMostInt(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

class OpenSslStream final : public ByteStream {
 public:
  OpenSslStream(FileDescriptor socket, std::shared_ptr<const ServerTlsContext> context)
      : socket_(std::move(socket)),
        context_(std::move(context)),
        ssl_(SSL_new(context_->get())),
        usable_(ssl_ != nullptr && SSL_set_fd(ssl_, socket_.get()) == 1) {
    if (usable_) SSL_set_accept_state(ssl_);
  }
  ~OpenSslStream() override {
    EndTls();
    SSL_free(ssl_);
  }
  OpenSslStream(const OpenSslStream&) = delete;
  OpenSslStream& operator=(const OpenSslStream&) = delete;

  int socket() const override { return socket_.get(); }
  bool InHandshake() const override { return usable_ && SSL_in_init(ssl_) != 0; }
  IoStep Receive(char* to, std::size_t size) override {
    return Step([&] { return SSL_read(ssl_, to, AtMostInt(size)); });
  }
  IoStep Send(std::string_view bytes) override {
    return Step([&] { return SSL_write(ssl_, bytes.data(), AtMostInt(bytes.size())); });
  }
  bool HoldsMore() const override { return usable_ && SSL_pending(ssl_) > 0; }
  void EndSending() override {
    EndTls();
    shutdown(socket_.get(), SHUT_WR);
  }

 private:
  template <typename Call>
  IoStep Step(const Call& call) {
    if (!usable_) return {.state = IoStep::State::kClosed};
    ERR_clear_error();  // SSL_get_error looks at the whole queue of the thread
    const bool in_handshake = InHandshake();
    const int result = call();
    if (result > 0) return {.size = static_cast<std::size_t>(result)};
    switch (SSL_get_error(ssl_, result)) {
      case SSL_ERROR_WANT_READ: return {.state = IoStep::State::kWantRead};
      case SSL_ERROR_WANT_WRITE: return {.state = IoStep::State::kWantWrite};
      case SSL_ERROR_ZERO_RETURN: return {.state = HowItEnds()};
      case SSL_ERROR_SSL:
        // A client that has gone, as a check of the port does, is a protocol error to OpenSSL alone.
        if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) return Fail(HowItEnds());
        return Fail(in_handshake ? IoStep::State::kRefused : IoStep::State::kClosed);
      // A client need not read our good-bye, which then breaks the connection.
      default: return Fail(HasSaidGoodBye() ? IoStep::State::kEnded : IoStep::State::kClosed);
    }
  }
  IoStep Fail(IoStep::State state) {
    usable_ = false;  // after a failure OpenSSL forbids SSL_shutdown
    ERR_clear_error();
    return {.state = state};
  }
  IoStep::State HowItEnds() const { return IsAllThere(socket_.get()) ? IoStep::State::kEnded : IoStep::State::kClosed; }
  bool HasSaidGoodBye() const { return (SSL_get_shutdown(ssl_) & SSL_SENT_SHUTDOWN) != 0; }
  /// Says good-bye, once, where there was a handshake.
  void EndTls() {
    if (!usable_ || InHandshake() || HasSaidGoodBye()) return;
    SSL_shutdown(ssl_);
    ERR_clear_error();
  }

  FileDescriptor socket_;
  std::shared_ptr<const ServerTlsContext> context_;
  SSL* ssl_;
  bool usable_;
};

}  // namespace

std::unique_ptr<ByteStream> TlsStream(FileDescriptor socket, std::shared_ptr<const ServerTlsContext> context) {
  return std::make_unique<OpenSslStream>(std::move(socket), std::move(context));
}

}  // namespace workspace_exporter
