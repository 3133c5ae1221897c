#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "web/byte_stream.h"
#include "web/connection_counts.h"
#include "web/receipt.h"
#include "web/request_head.h"
#include "web/request_reader.h"
#include "web/web_limits.h"

namespace workspace_exporter {

/// One client's connection, plain or TLS: what it has sent, what it is to get, and until when it may take its time.
/// Knows no other connection and no thread but the front's.
class Connection final {
 public:
  enum class State : std::uint8_t {
    kReading,     ///< waits for a whole request head
    kProcessing,  ///< a worker makes the answer
    kWriting,
    kLingering,  ///< answered for good, but the client may still be sending: closing now would cost it the answer
    kClosed,
  };

  /// `client` is what its connections are counted together by, see ClientOf. The clock gives the date of answers that
  /// refuse.
  Connection(std::unique_ptr<ByteStream> stream, std::string client, const WebLimits& limits, ConnectionCounts& counts,
             const Clock& clock, SteadyTime now);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  State state() const { return state_; }
  int socket() const { return stream_->socket(); }
  /// Goes on once the socket can be written to; else once it can be read.
  bool wants_to_write() const { return wants_to_write_; }
  bool in_handshake() const { return stream_->InHandshake(); }
  const std::string& client() const { return client_; }
  /// Since when its client has let us wait: for a whole request, to take its answer, or to close; not in kProcessing.
  SteadyTime waiting_since() const { return waiting_since_; }
  /// When the front has to call TimeOut.
  SteadyTime deadline() const { return deadline_; }
  /// Of an answer that its client has not taken whole.
  std::size_t answer_bytes() const { return out_.size(); }

  /// Takes what can be read, and returns a request once it is whole; the state is then kProcessing.
  std::optional<RequestHead> Read(SteadyTime now);
  /// Begins to write the answer that was made, or one that refuses.
  void Answer(std::string bytes, bool keep_alive, SteadyTime now, std::shared_ptr<Receipt> receipt = nullptr);
  /// Writes what can be written; returns the next request where one has come already.
  std::optional<RequestHead> Write(SteadyTime now);
  /// The deadline has passed.
  void TimeOut(SteadyTime now);
  /// No further request on this connection; closes it at once where none is being answered.
  void FinishUp();

 private:
  bool Receive(SteadyTime now);
  std::optional<RequestHead> TakeRequest(SteadyTime now);
  /// What the stream says of its end.
  void End(IoStep::State state, SteadyTime now);
  void Refuse(Refusal refusal, int status, SteadyTime now, std::string_view words = {});
  void Linger(SteadyTime now);
  /// The client has the last answer, as there is a next one.
  void TakeReceipt();
  /// Tells the last receipt what came of its answer, as the connection ends.
  void EndReceipt(bool has_all);

  std::unique_ptr<ByteStream> stream_;
  const std::string client_;
  const std::shared_ptr<const char> open_ = std::make_shared<const char>();
  const WebLimits& limits_;
  ConnectionCounts& counts_;
  const Clock& clock_;
  const ConnectionCounts::Open counted_;
  State state_ = State::kReading;
  SteadyTime waiting_since_;
  SteadyTime deadline_;
  RequestReader requests_;
  std::string out_;
  std::shared_ptr<Receipt> receipt_;  // of the last answer, until the client asks on; may be null
  bool is_whole_ = false;             // that answer is written
  std::size_t written_ = 0;
  bool wants_to_write_ = false;
  bool head_begun_ = false;
  bool is_kept_ = false;  // has had an answer before
  bool keep_alive_ = false;
  bool finishing_ = false;
};

}  // namespace workspace_exporter
