#include "web/connection.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <sys/socket.h>

#include "web/request_processor.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kReadSize = 4096;
constexpr Milliseconds kLingerTime(1000);

/// The methods that cpp-httplib knows; it takes any other for a malformed request.
constexpr std::array kKnownMethods = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"};

/// Two spaces and the version, which are as long as this.
constexpr std::size_t kRestOfRequestLine = std::string_view("  HTTP/1.1").size();

/// What a client is told; of the refusals that one is told of.
int StatusOf(Refusal refusal) {
  switch (refusal) {
    case Refusal::kSlowHead: return 408;
    case Refusal::kHeadTooLarge: return 431;
    case Refusal::kMethod: return 405;
    case Refusal::kBody: return 413;
    default: return 400;
  }
}

/// Whether the client will send no more.
bool HasEnded(int socket) {
  char next = 0;
  return recv(socket, &next, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

}  // namespace

Connection::Connection(std::unique_ptr<ByteStream> stream, std::string client, const WebLimits& limits,
                       ConnectionCounts& counts, SteadyTime now)
    : stream_(std::move(stream)),
      client_(std::move(client)),
      limits_(limits),
      counts_(counts),
      counted_(counts),
      waiting_since_(now),
      deadline_(now + limits.head_time) {}

Connection::~Connection() { EndReceipt(IsAllThere(stream_->socket())); }

void Connection::TakeReceipt() {
  if (auto taken = std::exchange(receipt_, nullptr)) taken->Becomes(Receipt::Fate::kTaken);
}

void Connection::EndReceipt(bool has_all) {
  if (receipt_ == nullptr) return;
  receipt_->Becomes(has_all && is_whole_ ? Receipt::Fate::kTaken : Receipt::Fate::kLost);
  receipt_ = nullptr;
}

bool Connection::Receive() {
  std::array<char, kReadSize> data = {};
  const IoStep step = stream_->Receive(data.data(), data.size());
  wants_to_write_ = step.state == IoStep::State::kWantWrite;
  if (step.state == IoStep::State::kRefused) counts_.Refused(Refusal::kTls);
  if (step.state == IoStep::State::kEnded || step.state == IoStep::State::kClosed ||
      step.state == IoStep::State::kRefused) {
    EndReceipt(step.state == IoStep::State::kEnded);
    state_ = State::kClosed;
  }
  if (state_ == State::kReading) in_.append(data.data(), step.size);  // else it is not wanted any more
  return step.state == IoStep::State::kDone;
}

std::optional<RequestHead> Connection::Read(SteadyTime now) {
  if (!Receive()) return std::nullopt;
  while (stream_->HoldsMore() && Receive()) {
  }
  return state_ == State::kReading ? TakeRequest(now) : std::nullopt;
}

std::optional<RequestHead> Connection::TakeRequest(SteadyTime now) {
  // A new connection's time runs since it was accepted, whatever comes when.
  if (!in_.empty() && !std::exchange(head_begun_, true) && is_kept_) deadline_ = now + limits_.head_time;
  auto read = ReadRequestHead(in_);
  if (const auto* const state = std::get_if<HeadState>(&read)) {
    if (*state == HeadState::kMalformed) {
      Refuse(Refusal::kMalformed, now);
    } else if (in_.size() > limits_.head_bytes) {
      Refuse(Refusal::kHeadTooLarge, now);
    }
    return std::nullopt;
  }
  auto& [head, size] = std::get<WholeHead>(read);
  if (const std::optional<Refusal> refusal = WhyNot(head, size)) {
    Refuse(*refusal, now);
    return std::nullopt;
  }
  in_.erase(0, size);
  head_begun_ = false;
  TakeReceipt();
  head.peer = client_;
  state_ = State::kProcessing;
  deadline_ = now + limits_.answer_time;
  return std::move(head);
}

std::optional<Refusal> Connection::WhyNot(const RequestHead& head, std::size_t size) const {
  const std::size_t line = head.method.size() + head.target.size() + kRestOfRequestLine;
  if (size > limits_.head_bytes || head.headers.size() > limits_.headers || line > limits_.request_line_bytes) {
    return Refusal::kHeadTooLarge;
  }
  if (head.has_body) return Refusal::kBody;
  if (std::ranges::find(kKnownMethods, head.method) == kKnownMethods.end()) return Refusal::kMethod;
  return std::nullopt;
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

void Connection::Refuse(Refusal refusal, SteadyTime now) {
  counts_.Refused(refusal);
  Answer(ClosingAnswer(StatusOf(refusal)), /*keep_alive=*/false, now);
}

std::optional<RequestHead> Connection::Write(SteadyTime now) {
  while (written_ < out_.size()) {
    const IoStep step = stream_->Send(std::string_view(out_).substr(written_));
    wants_to_write_ = step.state != IoStep::State::kWantRead;
    if (step.state == IoStep::State::kEnded || step.state == IoStep::State::kClosed) state_ = State::kClosed;
    if (step.state != IoStep::State::kDone) return std::nullopt;
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
  if (state_ == State::kReading && head_begun_) return Refuse(Refusal::kSlowHead, now);
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
