#include "web/connection.h"

#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include <sys/socket.h>

#include "web/http_answer.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kReadSize = 4096;
constexpr Milliseconds kLingerTime(1000);

/// As Go's net/http says it, and with it the exporter toolkit, so that it is found where it is looked for.
constexpr std::string_view kPlainHttp = "Client sent an HTTP request to an HTTPS server.";

/// Whether the client will send no more.
bool HasEnded(int socket) {
  char next = 0;
  return recv(socket, &next, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

}  // namespace

Connection::Connection(std::unique_ptr<ByteStream> stream, std::string client, const WebLimits& limits,
                       ConnectionCounts& counts, const Clock& clock, SteadyTime now)
    : stream_(std::move(stream)),
      client_(std::move(client)),
      limits_(limits),
      counts_(counts),
      clock_(clock),
      counted_(counts),
      waiting_since_(now),
      deadline_(now + limits.head_time),
      requests_(limits_) {}

Connection::~Connection() { EndReceipt(IsAllThere(stream_->socket())); }

void Connection::TakeReceipt() {
  if (auto taken = std::exchange(receipt_, nullptr)) taken->Becomes(Receipt::Fate::kTaken);
}

void Connection::EndReceipt(bool has_all) {
  if (receipt_ == nullptr) return;
  receipt_->Becomes(has_all && is_whole_ ? Receipt::Fate::kTaken : Receipt::Fate::kLost);
  receipt_ = nullptr;
}

bool Connection::Receive(SteadyTime now) {
  std::array<char, kReadSize> data = {};
  const IoStep step = stream_->Receive(data.data(), data.size());
  wants_to_write_ = step.state == IoStep::State::kWantWrite;
  if (step.state != IoStep::State::kDone) {
    End(step.state, now);
    return false;
  }
  if (state_ == State::kReading) requests_.Append({data.data(), step.size});  // else it is not wanted any more
  return true;
}

void Connection::End(IoStep::State state, SteadyTime now) {
  if (state == IoStep::State::kPlainHttp) return Refuse(Refusal::kTls, 400, now, kPlainHttp);
  if (state == IoStep::State::kRefused && state_ != State::kLingering) counts_.Refused(Refusal::kTls);
  if (state == IoStep::State::kWantRead || state == IoStep::State::kWantWrite) return;
  EndReceipt(state == IoStep::State::kEnded);
  state_ = State::kClosed;
}

std::optional<RequestHead> Connection::Read(SteadyTime now) {
  if (!Receive(now)) return std::nullopt;
  while (stream_->HoldsMore() && Receive(now)) {
  }
  return state_ == State::kReading ? TakeRequest(now) : std::nullopt;
}

std::optional<RequestHead> Connection::TakeRequest(SteadyTime now) {
  auto next = requests_.Next();
  // A new connection's time runs since it was accepted, whatever comes when.
  if (requests_.has_begun() && !std::exchange(head_begun_, true) && is_kept_) deadline_ = now + limits_.head_time;
  if (!next) return std::nullopt;
  if (const auto* const bad = std::get_if<BadRequest>(&*next)) {
    Refuse(bad->refusal, bad->status, now);
    return std::nullopt;
  }
  auto& head = std::get<RequestHead>(*next);
  head_begun_ = false;
  TakeReceipt();
  head.peer = client_;
  head.connection = open_;
  state_ = State::kProcessing;
  deadline_ = now + limits_.answer_time;
  return std::move(head);
}

void Connection::Answer(std::string bytes, bool keep_alive, SteadyTime now, std::shared_ptr<Receipt> receipt) {
  out_ = std::move(bytes);
  TakeReceipt();
  receipt_ = std::move(receipt);
  is_whole_ = false;
  written_ = 0;
  keep_alive_ = keep_alive && !finishing_;
  state_ = State::kWriting;
  waiting_since_ = now;
  wants_to_write_ = true;
  deadline_ = now + limits_.write_time;
}

void Connection::Refuse(Refusal refusal, int status, SteadyTime now, std::string_view words) {
  counts_.Refused(refusal);
  Answer(ClosingAnswer(status, clock_.Now(), words), /*keep_alive=*/false, now);
}

std::optional<RequestHead> Connection::Write(SteadyTime now) {
  while (written_ < out_.size()) {
    const IoStep step = stream_->Send(std::string_view(out_).substr(written_));
    wants_to_write_ = step.state != IoStep::State::kWantRead;
    if (step.state != IoStep::State::kDone) {
      End(step.state, now);
      return std::nullopt;
    }
    written_ += step.size;
  }
  wants_to_write_ = false;
  out_ = std::string();
  is_whole_ = true;
  // One whose end is here already may have gone long before; it may read on as well, and that its end will tell.
  if (receipt_ != nullptr && !HasEnded(stream_->socket())) receipt_->Becomes(Receipt::Fate::kWritten);
  if (!keep_alive_) {
    Linger(now);
    return std::nullopt;
  }
  state_ = State::kReading;
  is_kept_ = true;
  waiting_since_ = now;
  deadline_ = now + limits_.idle_time;
  return TakeRequest(now);
}

void Connection::Linger(SteadyTime now) {
  stream_->EndSending();
  state_ = State::kLingering;
  waiting_since_ = now;
  deadline_ = now + kLingerTime;
}

void Connection::TimeOut(SteadyTime now) {
  if (state_ == State::kReading && head_begun_) return Refuse(Refusal::kSlowHead, 408, now);
  if (state_ == State::kReading && !is_kept_) counts_.Refused(Refusal::kSlowHead);
  if (state_ == State::kWriting) counts_.Refused(Refusal::kSlowReader);
  if (state_ == State::kProcessing) counts_.Refused(Refusal::kNoMemory);
  state_ = State::kClosed;
}

void Connection::FinishUp() {
  finishing_ = true;
  keep_alive_ = false;
  if (state_ == State::kReading || state_ == State::kLingering) state_ = State::kClosed;
}

}  // namespace workspace_exporter
