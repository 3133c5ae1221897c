#include "support/raw_server.h"

#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace workspace_exporter {

Peer::Peer(int fd, SSL_CTX* tls) : fd_(fd) {
  if (tls == nullptr) return;
  ssl_ = SSL_new(tls);
  SSL_set_fd(ssl_, fd_);
}

Peer::~Peer() {
  SSL_free(ssl_);
  close(fd_);
}

bool Peer::Accepted() { return ssl_ == nullptr || SSL_is_init_finished(ssl_) == 1 || SSL_accept(ssl_) == 1; }

std::string Peer::ReadHead() {
  std::string head;
  char byte = 0;
  if (!Accepted()) return {};
  while (!head.ends_with("\r\n\r\n")) {
    const auto count = ssl_ != nullptr ? SSL_read(ssl_, &byte, 1) : static_cast<int>(recv(fd_, &byte, 1, 0));
    if (count <= 0) return {};
    head += byte;
  }
  return head;
}

bool Peer::Send(std::string_view bytes) {
  if (ssl_ != nullptr) return Accepted() && SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0;
  while (!bytes.empty()) {
    const ssize_t count = send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool Peer::Drip(std::string_view bytes, Milliseconds every) {
  for (const char& byte : bytes) {
    pollfd polled = {fd_, POLLIN, 0};
    if (poll(&polled, 1, static_cast<int>(every.count())) != 0 || !Send({&byte, 1})) return false;
  }
  return true;
}

void Peer::Hang() {
  std::array<char, 4096> ignored = {};
  while (recv(fd_, ignored.data(), ignored.size(), 0) > 0) {
  }
}

void Peer::Neglect() {
  pollfd polled = {fd_, POLLRDHUP, 0};
  poll(&polled, 1, -1);
}

void Peer::Reset() {
  const linger now = {1, 0};
  setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

void Peer::Cut() { shutdown(fd_, SHUT_RDWR); }

RawServer::RawServer(Handler handler, const Certificate* certificate) : handler_(std::move(handler)) {
  if (certificate != nullptr) {
    tls_ = SSL_CTX_new(TLS_server_method());
    SSL_CTX_use_certificate_chain_file(tls_, certificate->certificate_file().c_str());
    SSL_CTX_use_PrivateKey_file(tls_, certificate->key_file().c_str(), SSL_FILETYPE_PEM);
  }
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, SOMAXCONN) != 0 ||
      getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no server socket");
  }
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { Accept(); });
}

RawServer::~RawServer() {
  shutdown(listener_, SHUT_RDWR);
  accepting_.join();
  for (auto& connection : open_) {
    {
      const std::lock_guard lock(mutex_);
      if (connection.peer != nullptr) connection.peer->Cut();
    }
    connection.thread.join();
  }
  close(listener_);
  SSL_CTX_free(tls_);
}

void RawServer::Accept() {
  for (;;) {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    ++connections_;
    Connection& connection = open_.emplace_back();
    connection.peer = std::make_unique<Peer>(fd, tls_);
    connection.thread = std::thread([this, &connection, peer = connection.peer.get()] {
      handler_(*peer);
      const std::lock_guard lock(mutex_);
      connection.peer.reset();
    });
  }
}

std::string Answer(std::string_view body, std::string_view more_headers) {
  return fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n{}\r\n{}", body.size(), more_headers, body);
}

void AnswerEach(Peer& peer) {
  while (!peer.ReadHead().empty()) peer.Send(Answer("hello"));
}

}  // namespace workspace_exporter
