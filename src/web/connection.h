#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "base/clock.h"
#include "base/file_descriptor.h"
#include "web/request_head.h"
#include "web/web_limits.h"

namespace workspace_exporter {

/// One client's connection: what it has sent, what it is to get, and until when it may take its time. Knows no other
/// connection and no thread but the front's.
class Connection final {
 public:
  enum class State : std::uint8_t {
    kReading,     ///< waits for a whole request head
    kProcessing,  ///< a worker makes the answer
    kWriting,
    kLingering,  ///< answered for good, but the client may still be sending: closing now would cost it the answer
    kClosed,
  };

  Connection(FileDescriptor socket, std::string address, const WebLimits& limits, SteadyTime now);

  State state() const { return state_; }
  int socket() const { return socket_.get(); }
  const std::string& address() const { return address_; }
  /// Since when its client has let us wait for a whole request; only in kReading.
  SteadyTime waiting_since() const { return waiting_since_; }
  /// When the front has to call TimeOut; far away while an answer is being made.
  SteadyTime deadline() const { return deadline_; }

  /// Takes what can be read, and returns a request once it is whole; the state is then kProcessing.
  std::optional<RequestHead> Read(SteadyTime now);
  /// Begins to write the answer that was made, or one that refuses.
  void Answer(std::string bytes, bool keep_alive, SteadyTime now);
  /// Writes what can be written; returns the next request where one has come already.
  std::optional<RequestHead> Write(SteadyTime now);
  /// The deadline has passed.
  void TimeOut(SteadyTime now);
  /// No further request on this connection; closes it at once where none is being answered.
  void FinishUp();

 private:
  std::optional<RequestHead> TakeRequest(SteadyTime now);
  void Refuse(int status, SteadyTime now);
  void Linger(SteadyTime now);

  FileDescriptor socket_;
  const std::string address_;
  const WebLimits& limits_;
  State state_ = State::kReading;
  SteadyTime waiting_since_;
  SteadyTime deadline_;
  std::string in_;
  std::string out_;
  std::size_t written_ = 0;
  bool head_begun_ = false;
  bool keep_alive_ = false;
  bool finishing_ = false;
};

}  // namespace workspace_exporter
