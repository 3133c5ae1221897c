#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/ssl.h>

#include "support/certificate.h"
#include "support/raw_client.h"

namespace workspace_exporter {

struct TlsClientOptions {
  const Certificate* certificate = nullptr;  ///< that it shows
  int version = 0;                           ///< the only one that it speaks; 0: any
  std::string protocols = "\x02h2\x08http/1.1";
  std::string ciphers = {};  ///< of TLS 1.2
  std::string curves = {};
};

/// A client of HTTP over TLS that trusts any server. Blocks; ends where the server does not answer for long.
class TlsClient final {
 public:
  explicit TlsClient(const std::string& address, const TlsClientOptions& options = {})
      : socket_(address), context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free), ssl_(nullptr, SSL_free) {
    if (options.version != 0) {
      SSL_CTX_set_min_proto_version(context_.get(), options.version);
      SSL_CTX_set_max_proto_version(context_.get(), options.version);
    }
    if (!options.ciphers.empty()) SSL_CTX_set_cipher_list(context_.get(), options.ciphers.c_str());
    if (!options.curves.empty()) SSL_CTX_set1_groups_list(context_.get(), options.curves.c_str());
    if (options.certificate != nullptr) {
      SSL_CTX_use_certificate_file(context_.get(), options.certificate->certificate_file().c_str(), SSL_FILETYPE_PEM);
      SSL_CTX_use_PrivateKey_file(context_.get(), options.certificate->key_file().c_str(), SSL_FILETYPE_PEM);
    }
    SSL_CTX_set_alpn_protos(context_.get(), reinterpret_cast<const unsigned char*>(options.protocols.data()),
                            static_cast<unsigned int>(options.protocols.size()));
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), socket_.descriptor());
    connected_ = SSL_connect(ssl_.get()) == 1;
  }

  SSL* ssl() { return ssl_.get(); }
  /// Whether the client's part of the handshake went well; of TLS 1.3 the server may refuse the client after it.
  bool connected() const { return connected_; }
  std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(ssl_.get(), &name, &size);
    return {reinterpret_cast<const char*>(name), size};
  }
  std::string version() const { return SSL_get_version(ssl_.get()); }
  std::string cipher() const { return SSL_get_cipher_name(ssl_.get()); }
  /// The curve by which the key was agreed on, by its name in the registry of TLS.
  std::string group() {
    const char* name = SSL_group_to_name(ssl_.get(), static_cast<int>(SSL_get_negotiated_group(ssl_.get())));
    return name != nullptr ? name : "";
  }

  /// In one record, where it is at most 16 kB.
  bool Send(std::string_view bytes) {
    return connected_ && SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
  }
  /// The next `size` bytes, or fewer where the server ends.
  std::string Read(std::size_t size) {
    std::string read;
    while (connected_ && read.size() < size) {
      std::string data(std::min<std::size_t>(size - read.size(), 16384), '\0');  // a record of TLS
      const int got = SSL_read(ssl_.get(), data.data(), static_cast<int>(data.size()));
      if (got <= 0) break;
      read.append(data, 0, static_cast<std::size_t>(got));
    }
    return read;
  }
  std::string ReadUntil(std::string_view end) {
    std::string read;
    while (!read.ends_with(end)) {
      const std::string byte = Read(1);
      if (byte.empty()) break;
      read += byte;
    }
    return read;
  }
  /// The answer's status; 0 where there is none.
  int Status(const std::string& path = "/-/healthy", const std::string& headers = "") {
    if (!Send("GET " + path + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n")) return 0;
    const std::string head = ReadUntil("\r\n\r\n");
    const std::size_t length = head.find("\r\nContent-Length: ");
    if (!head.starts_with("HTTP/1.1 ") || length == head.npos) return 0;
    body_ = Read(std::stoul(head.substr(length + 18)));
    return std::stoi(head.substr(9));
  }
  const std::string& body() const { return body_; }

 private:
  RawClient socket_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
  bool connected_ = false;
  std::string body_;
};

}  // namespace workspace_exporter
