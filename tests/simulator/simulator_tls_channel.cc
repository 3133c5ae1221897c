#include "simulator/simulator_tls_channel.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <utility>

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

constexpr std::pair<std::string_view, int> kVersions[] = {
    {"1.0", TLS1_VERSION}, {"1.1", TLS1_1_VERSION}, {"1.2", TLS1_2_VERSION}, {"1.3", TLS1_3_VERSION}};

/// Speaks up to that version, and no later one.
void LimitVersion(SSL_CTX* context, const std::string& version) {
  const auto* found = std::ranges::find(kVersions, version, &std::pair<std::string_view, int>::first);
  if (found == std::end(kVersions)) throw std::runtime_error("TLS version not known: " + version);
  // Before 1.2 handshakes are signed with MD5 and SHA-1, which OpenSSL 3 does at level 0 alone.
  if (found->second < TLS1_2_VERSION) {
    SSL_CTX_set_security_level(context, 0);
    SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0");
  }
  SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context, found->second);
}

}  // namespace

TlsContext::TlsContext(const std::string& certificate_file, const std::string& key_file, const std::string& max_version)
    : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
  if (SSL_CTX_use_certificate_chain_file(context_.get(), certificate_file.c_str()) != 1 ||
      SSL_CTX_use_PrivateKey_file(context_.get(), key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    throw std::runtime_error("no usable certificate and key in " + certificate_file + " and " + key_file);
  }
  if (!max_version.empty()) LimitVersion(context_.get(), max_version);
}

std::unique_ptr<Channel> TlsContext::MakeChannel(int socket) const {
  return std::make_unique<TlsChannel>(context_.get(), socket);
}

}  // namespace workspace_exporter::simulator
