#include "http/socket_channel.h"

#include <cerrno>
#include <memory>
#include <system_error>

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

namespace workspace_exporter {
namespace {

// Half of a request's time by default: the other half is for a new connection. RFC 5482 has the user timeout.
constexpr int kUnacknowledgedMs = 5000;
constexpr int kSecondsToProbe = 10;
constexpr int kSecondsBetweenProbes = 5;

void Set(int fd, int level, int option, int value) { setsockopt(fd, level, option, &value, sizeof value); }

/// Once it is connected: connecting has a patience of its own.
void NoticeSilence(int fd) {
  Set(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, kUnacknowledgedMs);
  Set(fd, IPPROTO_TCP, TCP_KEEPIDLE, kSecondsToProbe);
  Set(fd, IPPROTO_TCP, TCP_KEEPINTVL, kSecondsBetweenProbes);
  Set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
}

}  // namespace

Error SocketError(int error) { return Error{ErrorKind::kNetwork, std::generic_category().message(error)}; }

bool QuietSocket(int fd) {
  pollfd polled = {fd, POLLIN, 0};
  return poll(&polled, 1, 0) == 0;
}

Result<FileDescriptor> ConnectTcp(const std::string& address, std::uint16_t port, const IoWait& wait) {
  addrinfo hints = {};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;  // an address: no look-up that could hang
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int failed = getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found)) {
    return Error{ErrorKind::kNetwork, std::string("address: ") + gai_strerror(failed)};
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> target(found, freeaddrinfo);

  FileDescriptor fd(socket(target->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd) return SocketError(errno);
  Set(fd.get(), IPPROTO_TCP, TCP_NODELAY, 1);
  const bool connected = connect(fd.get(), target->ai_addr, target->ai_addrlen) == 0;
  if (!connected && errno != EINPROGRESS) return SocketError(errno);

  if (!connected) {
    if (auto ready = wait.Until(fd.get(), POLLOUT); !ready) return std::move(ready).error();
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return SocketError(error);
  }
  NoticeSilence(fd.get());
  return fd;
}

Result<std::size_t> SocketChannel::Read(char* to, std::size_t size, const IoWait& wait) {
  for (;;) {
    if (auto may_read = wait.Check(); !may_read) return std::move(may_read).error();
    const ssize_t count = recv(fd_.get(), to, size, 0);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EAGAIN && errno != EINTR) return SocketError(errno);
    if (auto ready = wait.Until(fd_.get(), POLLIN); !ready) return std::move(ready).error();
  }
}

Result<std::size_t> SocketChannel::Write(std::string_view bytes, const IoWait& wait) {
  for (;;) {
    if (auto may_write = wait.Check(); !may_write) return std::move(may_write).error();
    const ssize_t count = send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EAGAIN && errno != EINTR) return SocketError(errno);
    if (auto ready = wait.Until(fd_.get(), POLLOUT); !ready) return std::move(ready).error();
  }
}

}  // namespace workspace_exporter
