#include "simulator/tls_channel.h"

#include <algorithm>
#include <stdexcept>

#include <openssl/ssl.h>

#include "simulator/socket.h"

namespace workspace_exporter::simulator {
namespace {

class TlsChannel final : public Channel {
 public:
  TlsChannel(SSL_CTX* context, int socket) : socket_(socket), ssl_(SSL_new(context), SSL_free) {
    SSL_set_fd(ssl_.get(), socket);
    SSL_set_accept_state(ssl_.get());
  }
  ~TlsChannel() override { TlsChannel::Close(); }

  long Read(char* into, std::size_t size) override {
    return SSL_read(ssl_.get(), into, static_cast<int>(std::min<std::size_t>(size, 1U << 20U)));
  }
  bool Write(std::string_view bytes) override {
    while (!bytes.empty()) {
      const int sent =
          SSL_write(ssl_.get(), bytes.data(), static_cast<int>(std::min<std::size_t>(bytes.size(), 1U << 20U)));
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void Reset() override { socket_.Reset(); }
  void Close() override {
    if (socket_.descriptor() >= 0) SSL_shutdown(ssl_.get());
    socket_.Close();
  }
  bool PeerIsGone() override { return socket_.PeerIsGone(); }
  void Interrupt() override { socket_.Interrupt(); }

 private:
  Socket socket_;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
};

}  // namespace

TlsContext::TlsContext(const std::string& certificate_file, const std::string& key_file)
    : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
  if (SSL_CTX_use_certificate_chain_file(context_.get(), certificate_file.c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(context_.get(), key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    throw std::runtime_error("no usable certificate and key in " + certificate_file + " and " + key_file);
  }
}

std::unique_ptr<Channel> TlsContext::MakeChannel(int socket) const {
  return std::make_unique<TlsChannel>(context_.get(), socket);
}

}  // namespace workspace_exporter::simulator
