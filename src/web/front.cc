#include "web/front.h"

#include <algorithm>
#include <cerrno>
#include <exception>
#include <new>
#include <utility>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web/peer_address.h"

namespace workspace_exporter {
namespace {

// What epoll tells with an event: a connection's id, or one of these.
constexpr std::uint64_t kWakeId = 0;
constexpr std::uint64_t kFirstListenerId = 1;
constexpr std::uint64_t kFirstConnectionId = 1024;

constexpr Milliseconds kPauseWithoutFiles(100);

/// Whether a client waits to be accepted: without a file to accept it with, accept says so before it looks for one.
bool IsWaitedFor(const Listener& listener) {
  pollfd waiting{.fd = listener.socket.get(), .events = POLLIN, .revents = 0};
  return poll(&waiting, 1, 0) > 0;
}

}  // namespace

Front::Front(std::vector<Listener> listeners, const WebLimits& limits, ConnectionCounts& counts, const Clock& clock,
             StreamFactory streams, RequestSink sink)
    : limits_(limits),
      counts_(counts),
      clock_(clock),
      streams_(std::move(streams)),
      sink_(std::move(sink)),
      listeners_(std::move(listeners)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      connections_(limits_, counts_, kFirstConnectionId) {
  epoll_event event{.events = EPOLLIN, .data = {.u64 = kWakeId}};
  epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &event);
  PauseListening(false);
}

void Front::Start() {
  thread_ = std::thread([this] { Run(); });
}

Front::~Front() { Stop(Milliseconds(0)); }

void Front::Deliver(std::uint64_t connection, std::string answer, bool keep_alive) {
  {
    const std::lock_guard lock(mutex_);
    deliveries_.push_back({connection, std::move(answer), keep_alive});
  }
  Wake();
}

void Front::Stop(Milliseconds grace) {
  {
    const std::lock_guard lock(mutex_);
    stop_by_ = clock_.SteadyNow() + grace;
  }
  Wake();
  if (thread_.joinable()) thread_.join();
}

void Front::Wake() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(wake_.get(), &one, sizeof one);
}

void Front::Run() {
  // Room for all connections: none is passed over because many others are ready.
  std::vector<epoll_event> events(limits_.connections + listeners_.size() + 1);
  while (true) {
    HandshakeRound round;
    const int count =
        epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), MillisecondsToNextDeadline());
    for (int i = 0; i < count; ++i) {
      const std::uint64_t id = events[static_cast<std::size_t>(i)].data.u64;
      if (id >= kFirstConnectionId) {
        HandleEvent(id, round);
      } else if (id == kWakeId) {
        std::uint64_t ignored = 0;
        [[maybe_unused]] const ssize_t read = ::read(wake_.get(), &ignored, sizeof ignored);
      } else if (!stopping_) {
        Accept(listeners_[id - kFirstListenerId]);
      }
    }
    TakeDeliveries();
    TimeOut();
    const std::lock_guard lock(mutex_);
    if (stop_by_ && (connections_.empty() || clock_.SteadyNow() >= *stop_by_)) break;
  }
  connections_.Clear();
  listeners_.clear();
}

void Front::Accept(const Listener& listener) {
  // A few at a time, so that a flood of new connections does not hold up those that are there.
  for (int i = 0; i < 32; ++i) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    FileDescriptor socket(
        accept4(listener.socket.get(), reinterpret_cast<sockaddr*>(&peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket) {
      Add(std::move(socket), peer);
      continue;
    }
    if (errno == ECONNABORTED || errno == EINTR) continue;  // a client that did not wait
    const bool has_run_out = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
    if (!has_run_out || !IsWaitedFor(listener)) return;
    if (connections_.MakeRoom(Refusal::kNoDescriptors)) continue;
    counts_.Refused(Refusal::kNoDescriptors);
    return PauseListening(true);
  }
}

void Front::Add(FileDescriptor socket, const sockaddr_storage& peer) {
  try {
    const auto id = connections_.Add(streams_(std::move(socket)), ClientOf(peer), clock_.SteadyNow());
    if (id) Watch(*connections_.Find(*id), *id);
  } catch (const std::bad_alloc&) {
    counts_.Refused(Refusal::kNoMemory);
  }
}

template <typename Step>
void Front::OrClose(std::uint64_t id, const Step& step) {
  try {
    step();
  } catch (const std::exception&) {
    counts_.Refused(Refusal::kNoMemory);
    connections_.Remove(id);
  }
}

void Front::TakeDeliveries() {
  std::vector<Delivery> deliveries;
  {
    const std::lock_guard lock(mutex_);
    deliveries.swap(deliveries_);
    if (stop_by_ && !std::exchange(stopping_, true)) {
      listeners_.clear();
      connections_.FinishUp();
    }
  }
  for (Delivery& delivery : deliveries) {
    OrClose(delivery.connection, [&] { Answer(std::move(delivery)); });
  }
}

void Front::Answer(Delivery delivery) {
  Connection* connection = connections_.Find(delivery.connection);
  if (connection == nullptr) return;
  connection->Answer(std::move(delivery.answer), delivery.keep_alive, clock_.SteadyNow());
  Watch(*connection, delivery.connection);
  Update(delivery.connection, connection->Write(clock_.SteadyNow()));
  connection = connections_.Find(delivery.connection);
  if (connection != nullptr && connection->answer_bytes() > 0) connections_.LimitAnswers();
}

void Front::HandleEvent(std::uint64_t id, HandshakeRound& round) {
  Connection* const connection = connections_.Find(id);
  if (connection == nullptr) return;
  OrClose(id, [&] {
    const std::string of_handshake = connection->in_handshake() ? connection->client() : "";
    if (!of_handshake.empty() && !round.Admits(of_handshake)) return;
    const SteadyTime now = clock_.SteadyNow();
    Update(id, connection->state() == Connection::State::kWriting ? connection->Write(now) : connection->Read(now));
    if (!of_handshake.empty()) round.Took(of_handshake, clock_.SteadyNow() - now);
  });
}

void Front::Update(std::uint64_t id, std::optional<RequestHead> request) {
  const Connection& connection = *connections_.Find(id);
  if (request) {
    // Out of epoll meanwhile: it would go on telling of a client that has gone.
    epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, connection.socket(), nullptr);
    sink_(id, *std::move(request));
    return;
  }
  if (connection.state() == Connection::State::kClosed) {
    connections_.Remove(id);
    return;
  }
  Watch(connection, id);
}

void Front::Watch(const Connection& connection, std::uint64_t id) {
  epoll_event event{.events = connection.wants_to_write() ? EPOLLOUT : EPOLLIN, .data = {.u64 = id}};
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, connection.socket(), &event) != 0) {
    epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, connection.socket(), &event);
  }
}

void Front::TimeOut() {
  const SteadyTime now = clock_.SteadyNow();
  if (listen_again_ && now >= *listen_again_) PauseListening(false);
  while (const auto id = connections_.FindDue(now)) {
    OrClose(*id, [&] {
      connections_.Find(*id)->TimeOut(now);
      Update(*id, std::nullopt);
    });
  }
}

void Front::PauseListening(bool pause) {
  for (std::size_t i = 0; i < listeners_.size(); ++i) {
    epoll_event event{.events = EPOLLIN, .data = {.u64 = kFirstListenerId + i}};
    epoll_ctl(epoll_.get(), pause ? EPOLL_CTL_DEL : EPOLL_CTL_ADD, listeners_[i].socket.get(), &event);
  }
  listen_again_.reset();
  if (pause) listen_again_ = clock_.SteadyNow() + kPauseWithoutFiles;
}

int Front::MillisecondsToNextDeadline() const {
  SteadyTime next = std::min(clock_.SteadyNow() + std::chrono::hours(1), connections_.NextDeadline());
  if (listen_again_) next = std::min(next, *listen_again_);
  if (stopping_) next = std::min(next, clock_.SteadyNow() + Milliseconds(50));
  return static_cast<int>(
      std::max<std::int64_t>(0, std::chrono::ceil<Milliseconds>(next - clock_.SteadyNow()).count()));
}

}  // namespace workspace_exporter
