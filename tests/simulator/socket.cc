#include "simulator/socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace workspace_exporter::simulator {

Socket::Socket(int descriptor) : descriptor_(descriptor) {
  const int on = 1;
  setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void Socket::Reset() {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  Close();
}

void Socket::Close() {
  const std::lock_guard lock(mutex_);
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

bool Socket::PeerIsGone() const {
  pollfd state{.fd = descriptor_, .events = POLLRDHUP, .revents = 0};
  return descriptor_ < 0 || (poll(&state, 1, 0) > 0 && (state.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0);
}

void Socket::Interrupt() {
  const std::lock_guard lock(mutex_);
  if (descriptor_ >= 0) shutdown(descriptor_, SHUT_RDWR);
}

}  // namespace workspace_exporter::simulator
