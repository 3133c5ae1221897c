#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "base/file_descriptor.h"

namespace workspace_exporter {

/// What came of a step of a stream.
struct IoStep {
  enum class State : std::uint8_t {
    kDone,
    kWantRead,   ///< again once the socket can be read
    kWantWrite,  ///< again once it can be written to
    kEnded,      ///< by the client, which has taken all that it was sent: of no more use
    kClosed,     ///< by the client before that, or broken: of no more use
    kRefused,    ///< by us or by the client, for what TLS it is: of no more use
    kPlainHttp,  ///< the client speaks no TLS: from here on bytes are sent and received as they are
  };
  State state = State::kDone;
  std::size_t size = 0;  ///< bytes, at least one; only with kDone
};

/// The bytes of one client's connection, over a socket that does not block. Only for the front's thread.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  virtual int socket() const = 0;
  /// Whether receiving still means to agree on keys, which costs time.
  virtual bool InHandshake() const = 0;
  virtual IoStep Receive(char* to, std::size_t size) = 0;
  virtual IoStep Send(std::string_view bytes) = 0;
  /// Whether there is more to receive that the socket knows nothing of any more.
  virtual bool HoldsMore() const = 0;
  /// Nothing more will be sent, which the client is told as far as that goes without waiting.
  virtual void EndSending() = 0;
};

/// Whether all that was sent has come to the other end's machine, but for what only says good-bye.
bool IsAllThere(int socket);

/// Makes the stream of a connection that was accepted.
using StreamFactory = std::function<std::unique_ptr<ByteStream>(FileDescriptor socket)>;

/// Bytes as they are.
std::unique_ptr<ByteStream> PlainStream(FileDescriptor socket);

}  // namespace workspace_exporter
