#include "support/connect_proxy.h"

#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace workspace_exporter {
namespace {

sockaddr_in Loopback(std::uint16_t port) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// -1 where nobody listens.
int Connect(std::uint16_t port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = Loopback(port);
  if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
  close(fd);
  return -1;
}

bool SendAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// False where the proxy ends first.
bool AwaitAny(int stop, pollfd& a, pollfd& b) {
  std::array<pollfd, 3> fds = {a, b, pollfd{stop, POLLIN, 0}};
  poll(fds.data(), fds.size(), -1);
  a = fds[0];
  b = fds[1];
  return fds[2].revents == 0;
}

std::string ReadHead(int fd, int stop) {
  std::string head;
  char byte = 0;
  while (!head.ends_with("\r\n\r\n")) {
    pollfd client = {fd, POLLIN, 0};
    pollfd nobody = {-1, 0, 0};
    if (!AwaitAny(stop, client, nobody) || recv(fd, &byte, 1, 0) <= 0) return {};
    head += byte;
  }
  return head;
}

std::string Refusal(std::string_view status, std::string_view body) {
  return fmt::format("HTTP/1.1 {}\r\nContent-Length: {}\r\n\r\n{}", status, body.size(), body);
}

}  // namespace

ConnectProxy::ConnectProxy(Targets targets, std::string authorization)
    : targets_(std::move(targets)), authorization_(std::move(authorization)), stop_(eventfd(0, EFD_CLOEXEC)) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = Loopback(0);
  socklen_t size = sizeof address;
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, SOMAXCONN) != 0 ||
      getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no proxy socket");
  }
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { Accept(); });
}

ConnectProxy::~ConnectProxy() {
  eventfd_write(stop_, 1);
  shutdown(listener_, SHUT_RDWR);
  accepting_.join();
  for (auto& connection : connections_) connection.join();
  close(listener_);
  close(stop_);
}

std::vector<std::string> ConnectProxy::heads() const {
  const std::lock_guard lock(mutex_);
  return heads_;
}

std::string ConnectProxy::carried() const {
  const std::lock_guard lock(mutex_);
  return carried_;
}

void ConnectProxy::Accept() {
  for (;;) {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    connections_.emplace_back([this, fd] {
      Serve(fd);
      close(fd);
    });
  }
}

std::string ConnectProxy::AnswerTo(const std::string& head, int& target) {
  if (!authorization_.empty() &&
      head.find("\r\nProxy-Authorization: " + authorization_ + "\r\n") == std::string::npos) {
    return Refusal("407 Not you: " + head.substr(0, head.find('\r')), head);
  }
  const std::string_view line = std::string_view(head).substr(0, head.find('\r'));
  const std::size_t first = line.find(' ');
  const auto found = targets_.find(std::string(line.substr(first + 1, line.rfind(' ') - first - 1)));
  if (!line.starts_with("CONNECT ") || found == targets_.end()) return Refusal("403 Forbidden", "no");
  target = Connect(found->second);
  // Headers of a body, which a client must not look for (RFC 9110, 9.3.6).
  return target < 0 ? Refusal("502 Bad Gateway", "")
                    : "HTTP/1.0 200 Connection established\r\nContent-Length: 5\r\nVia: test\r\n\r\n";
}

void ConnectProxy::Serve(int client) {
  const std::string head = ReadHead(client, stop_);
  if (head.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    heads_.push_back(head);
  }
  int target = -1;
  bool going_on = SendAll(client, AnswerTo(head, target)) && target >= 0;
  while (going_on) {
    pollfd a = {client, POLLIN, 0};
    pollfd b = {target, POLLIN, 0};
    going_on = AwaitAny(stop_, a, b) && (a.revents == 0 || Carry(client, target, true)) &&
               (b.revents == 0 || Carry(target, client, false));
  }
  if (target >= 0) close(target);
}

bool ConnectProxy::Carry(int from, int to, bool from_client) {
  std::array<char, 16384> buffer = {};
  const ssize_t count = recv(from, buffer.data(), buffer.size(), 0);
  if (count <= 0) return false;
  const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
  if (from_client) {
    const std::lock_guard lock(mutex_);
    carried_ += bytes;
  }
  return SendAll(to, bytes);
}

}  // namespace workspace_exporter
