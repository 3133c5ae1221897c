#include "web/listener_set.h"

#include <cerrno>
#include <utility>

#include <poll.h>
#include <sys/epoll.h>

namespace workspace_exporter {
namespace {

/// Whether a client waits to be accepted: without a file to accept it with, accept says so before it looks for one.
bool IsWaitedFor(const Listener& listener) {
  pollfd waiting{.fd = listener.socket.get(), .events = POLLIN, .revents = 0};
  return poll(&waiting, 1, 0) > 0;
}

Accepted::Outcome OutcomeOf(int error, const Listener& listener) {
  if (error == ECONNABORTED || error == EINTR) return Accepted::Outcome::kGone;
  const bool has_run_out = error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
  return has_run_out && IsWaitedFor(listener) ? Accepted::Outcome::kNoFiles : Accepted::Outcome::kNobody;
}

}  // namespace

ListenerSet::ListenerSet(std::vector<Listener> listeners, int epoll, std::uint64_t first_id)
    : epoll_(epoll), first_id_(first_id), listeners_(std::move(listeners)) {
  Watch(EPOLL_CTL_ADD);
}

Accepted ListenerSet::Accept(std::uint64_t id) {
  const Listener& listener = listeners_[id - first_id_];
  Accepted accepted;
  socklen_t size = sizeof accepted.peer;
  accepted.socket = FileDescriptor(
      accept4(listener.socket.get(), reinterpret_cast<sockaddr*>(&accepted.peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
  accepted.outcome = accepted.socket ? Accepted::Outcome::kClient : OutcomeOf(errno, listener);
  return accepted;
}

void ListenerSet::Pause(SteadyTime until) {
  Watch(EPOLL_CTL_DEL);
  paused_until_ = until;
}

void ListenerSet::Resume(SteadyTime now) {
  if (!paused_until_ || now < *paused_until_) return;
  Watch(EPOLL_CTL_ADD);
  paused_until_.reset();
}

void ListenerSet::Watch(int operation) {
  std::uint64_t id = first_id_;
  for (const Listener& listener : listeners_) {
    epoll_event event{.events = EPOLLIN, .data = {.u64 = id++}};
    epoll_ctl(epoll_, operation, listener.socket.get(), &event);
  }
}

}  // namespace workspace_exporter
