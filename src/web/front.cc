#include "web/front.h"

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include <sys/epoll.h>

#include "base/thread_name.h"
#include "web/peer_address.h"

namespace workspace_exporter {
namespace {

// What epoll tells with an event: a connection's id, or one of these.
constexpr std::uint64_t kWakeId = 0;
constexpr std::uint64_t kFirstListenerId = 1;
constexpr std::uint64_t kFirstConnectionId = 1024;

constexpr Milliseconds kPauseWithoutFiles(100);
/// So that a flood of new connections does not hold up those that are there.
constexpr int kAcceptedAtATime = 32;

}  // namespace

Front::Front(std::vector<Listener> listeners, const WebLimits& limits, ConnectionCounts& counts, const Clock& clock,
             StreamFactory streams, RequestSink sink)
    : limits_(limits),
      counts_(counts),
      clock_(clock),
      streams_(std::move(streams)),
      sink_(std::move(sink)),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      listeners_(std::move(listeners), epoll_.get(), kFirstListenerId),
      connections_(limits_, counts_, clock_, kFirstConnectionId) {
  epoll_event event{.events = EPOLLIN, .data = {.u64 = kWakeId}};
  epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, inbox_.descriptor(), &event);
}

void Front::Start() {
  thread_ = std::thread([this] { Run(); });
}

Front::~Front() { Stop(Milliseconds(0)); }

void Front::Deliver(std::uint64_t connection, std::string answer, bool keep_alive, std::shared_ptr<Receipt> receipt) {
  inbox_.Put({connection, std::move(answer), keep_alive, std::move(receipt)});
}

void Front::Stop(Milliseconds grace) {
  inbox_.Stop(clock_.SteadyNow() + grace);
  if (thread_.joinable()) thread_.join();
}

void Front::Run() {
  NameThisThread("web front");
  // Room for all connections: none is passed over because many others are ready.
  std::vector<epoll_event> events(limits_.connections + listeners_.size() + 1);
  while (!stop_by_ || (!connections_.empty() && clock_.SteadyNow() < *stop_by_)) {
    HandshakeRound round;
    const int count =
        epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), MillisecondsToNextDeadline());
    for (int i = 0; i < count; ++i) {
      const std::uint64_t id = events[static_cast<std::size_t>(i)].data.u64;
      if (id >= kFirstConnectionId) {
        HandleEvent(id, round);
      } else if (id == kWakeId) {
        TakeDeliveries();
      } else if (!stop_by_) {
        Accept(id);
      }
    }
    TimeOut();
  }
  connections_.Clear();
}

void Front::Accept(std::uint64_t listener) {
  for (int i = 0; i < kAcceptedAtATime; ++i) {
    Accepted accepted = listeners_.Accept(listener);
    switch (accepted.outcome) {
      case Accepted::Outcome::kClient: Add(std::move(accepted.socket), accepted.peer); break;
      case Accepted::Outcome::kGone: break;
      case Accepted::Outcome::kNobody: return;
      case Accepted::Outcome::kNoFiles:
        if (connections_.MakeRoom(Refusal::kNoDescriptors)) break;
        counts_.Refused(Refusal::kNoDescriptors);
        listeners_.Pause(clock_.SteadyNow() + kPauseWithoutFiles);
        return;
    }
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
  FrontInbox::Content content = inbox_.Take();
  if (content.stop_by && !std::exchange(stop_by_, content.stop_by)) {
    listeners_.Close();
    connections_.FinishUp();
  }
  for (Delivery& delivery : content.deliveries) {
    OrClose(delivery.connection, [&] { Answer(std::move(delivery)); });
  }
}

void Front::Answer(Delivery delivery) {
  Connection* connection = connections_.Find(delivery.connection);
  if (connection == nullptr) {
    if (delivery.receipt != nullptr) delivery.receipt->Becomes(Receipt::Fate::kLost);
    return;
  }
  connection->Answer(std::move(delivery.answer), delivery.keep_alive, clock_.SteadyNow(), std::move(delivery.receipt));
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
    request->address = PeerOf(connection.socket());
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
  listeners_.Resume(now);
  while (const auto id = connections_.FindDue(now)) {
    OrClose(*id, [&] {
      connections_.Find(*id)->TimeOut(now);
      Update(*id, std::nullopt);
    });
  }
}

int Front::MillisecondsToNextDeadline() const {
  SteadyTime next = std::min(clock_.SteadyNow() + std::chrono::hours(1), connections_.NextDeadline());
  next = std::min(next, listeners_.paused_until().value_or(next));
  if (stop_by_) next = std::min(next, clock_.SteadyNow() + Milliseconds(50));
  return static_cast<int>(
      std::max<std::int64_t>(0, std::chrono::ceil<Milliseconds>(next - clock_.SteadyNow()).count()));
}

}  // namespace workspace_exporter
