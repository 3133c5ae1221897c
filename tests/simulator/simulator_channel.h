#pragma once

#include <memory>
#include <string_view>

namespace workspace_exporter::simulator {

/// One connection of a client, as bytes. One thread at a time, but for Interrupt.
class Channel {
 public:
  virtual ~Channel() = default;

  /// Number of bytes read; 0 or less at the end or on an error.
  virtual long Read(char* into, std::size_t size) = 0;
  /// False once the peer is gone.
  virtual bool Write(std::string_view bytes) = 0;
  /// Closes with RST instead of FIN (and, with TLS, without a close_notify).
  virtual void Reset() = 0;
  /// Closes in order. The destructor does the same.
  virtual void Close() = 0;
  /// Whether the peer has closed its side.
  virtual bool PeerIsGone() = 0;
  /// Makes reads and writes under way fail. From any thread.
  virtual void Interrupt() = 0;
};

/// Takes over the connected socket.
std::unique_ptr<Channel> MakePlainChannel(int socket);

}  // namespace workspace_exporter::simulator
