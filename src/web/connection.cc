#include "web/connection.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "web/request_processor.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kReadSize = 4096;
constexpr Milliseconds kLingerTime(1000);

/// The methods that cpp-httplib knows; it takes any other for a malformed request.
constexpr std::array kKnownMethods = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"};

}  // namespace

Connection::Connection(std::unique_ptr<ByteStream> stream, std::string address, const WebLimits& limits, SteadyTime now)
    : stream_(std::move(stream)),
      address_(std::move(address)),
      limits_(limits),
      waiting_since_(now),
      deadline_(now + limits.head_time) {}

bool Connection::Receive() {
  std::array<char, kReadSize> data = {};
  const IoStep step = stream_->Receive(data.data(), data.size());
  wants_to_write_ = step.state == IoStep::State::kWantWrite;
  if (step.state == IoStep::State::kClosed) state_ = State::kClosed;
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
  if (!in_.empty() && !std::exchange(head_begun_, true)) deadline_ = now + limits_.head_time;
  auto read = ReadRequestHead(in_);
  if (const auto* const state = std::get_if<HeadState>(&read)) {
    if (*state == HeadState::kMalformed) {
      Refuse(400, now);
    } else if (in_.size() > limits_.head_bytes) {
      Refuse(431, now);
    }
    return std::nullopt;
  }
  auto& [head, size] = std::get<WholeHead>(read);
  if (size > limits_.head_bytes) {
    Refuse(431, now);
  } else if (head.has_body) {
    Refuse(413, now);
  } else if (std::ranges::find(kKnownMethods, head.method) == kKnownMethods.end()) {
    Refuse(405, now);
  } else {
    in_.erase(0, size);
    head_begun_ = false;
    head.peer = address_;
    state_ = State::kProcessing;
    deadline_ = SteadyTime::max();
    return std::move(head);
  }
  return std::nullopt;
}

void Connection::Answer(std::string bytes, bool keep_alive, SteadyTime now) {
  out_ = std::move(bytes);
  written_ = 0;
  keep_alive_ = keep_alive && !finishing_;
  state_ = State::kWriting;
  wants_to_write_ = true;
  deadline_ = now + limits_.write_time;
}

void Connection::Refuse(int status, SteadyTime now) { Answer(ClosingAnswer(status), /*keep_alive=*/false, now); }

std::optional<RequestHead> Connection::Write(SteadyTime now) {
  while (written_ < out_.size()) {
    const IoStep step = stream_->Send(std::string_view(out_).substr(written_));
    wants_to_write_ = step.state != IoStep::State::kWantRead;
    if (step.state == IoStep::State::kClosed) state_ = State::kClosed;
    if (step.state != IoStep::State::kDone) return std::nullopt;
    written_ += step.size;
  }
  wants_to_write_ = false;
  out_ = std::string();
  if (!keep_alive_) {
    Linger(now);
    return std::nullopt;
  }
  state_ = State::kReading;
  waiting_since_ = now;
  deadline_ = now + limits_.idle_time;
  return TakeRequest(now);
}

void Connection::Linger(SteadyTime now) {
  stream_->EndSending();
  state_ = State::kLingering;
  deadline_ = now + kLingerTime;
}

void Connection::TimeOut(SteadyTime now) {
  if (state_ == State::kReading && head_begun_) {
    Refuse(408, now);
  } else {
    state_ = State::kClosed;
  }
}

void Connection::FinishUp() {
  finishing_ = true;
  keep_alive_ = false;
  if (state_ == State::kReading || state_ == State::kLingering) state_ = State::kClosed;
}

}  // namespace workspace_exporter
