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
  const int on = 1;
  setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(fd.get(), target->ai_addr, target->ai_addrlen) == 0) return fd;
  if (errno != EINPROGRESS) return SocketError(errno);

  if (auto ready = wait.Until(fd.get(), POLLOUT); !ready) return std::move(ready).error();
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return SocketError(error);
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
