#include "simulator/simulator_listener.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <system_error>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace workspace_exporter::simulator {
namespace {

constexpr int kBacklog = 1024;

sockaddr_in ParseAddress(const std::string& host, const std::string& port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (error != std::errc() || end != port.data() + port.size() ||
      inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1) {
    throw std::runtime_error("not an IPv4 address and port: " + host + ":" + port);
  }
  address.sin_port = htons(number);
  return address;
}

}  // namespace

Listener::Listener(const std::string& address) {
  const std::size_t colon = std::min(address.rfind(':'), address.size());
  host_ = address.substr(0, colon);
  sockaddr_in wanted = ParseAddress(host_, colon < address.size() ? address.substr(colon + 1) : "");
  socket_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  socklen_t size = sizeof wanted;
  auto* generic = reinterpret_cast<sockaddr*>(&wanted);
  if (bind(socket_, generic, size) != 0 || listen(socket_, kBacklog) != 0 ||
      getsockname(socket_, generic, &size) != 0) {
    const std::string reason = std::generic_category().message(errno);
    close(socket_);
    throw std::runtime_error("cannot listen on " + address + ": " + reason);
  }
  port_ = ntohs(wanted.sin_port);
}

Listener::~Listener() { close(socket_); }

std::optional<int> Listener::Accept() const {
  while (true) {
    const int connection = accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection >= 0) return connection;
    if (errno != EINTR && errno != ECONNABORTED) return std::nullopt;
  }
}

// On Linux this wakes an accept that is under way.
void Listener::Interrupt() const { shutdown(socket_, SHUT_RDWR); }

std::string PeerAddress(int socket) {
  sockaddr_in peer{};
  socklen_t size = sizeof peer;
  char text[INET_ADDRSTRLEN] = "";
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return "";
  inet_ntop(AF_INET, &peer.sin_addr, text, sizeof text);
  return text;
}

}  // namespace workspace_exporter::simulator
