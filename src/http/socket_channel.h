#pragma once

#include <cstdint>
#include <string>

#include "base/file_descriptor.h"
#include "http/channel.h"

namespace workspace_exporter {

/// A TCP connection to an IP address; a non-blocking descriptor. Bytes that the other side does not acknowledge for 5 s
/// break it, and so do probes while nothing else is under way: a second line behind the age of idle connections.
Result<FileDescriptor> ConnectTcp(const std::string& address, std::uint16_t port, const IoWait& wait);

/// Nothing to read on it and not closed by the other side.
bool QuietSocket(int fd);

/// Why the connection broke, of an errno.
Error SocketError(int error);

/// Plain TCP.
class SocketChannel final : public Channel {
 public:
  explicit SocketChannel(FileDescriptor fd) : fd_(std::move(fd)) {}

  Result<std::size_t> Read(char* to, std::size_t size, const IoWait& wait) override;
  Result<std::size_t> Write(std::string_view bytes, const IoWait& wait) override;
  bool Quiet() const override { return QuietSocket(fd_.get()); }

  /// The descriptor, for TLS to go on with; the channel is of no more use.
  FileDescriptor Release() { return std::move(fd_); }

 private:
  FileDescriptor fd_;
};

}  // namespace workspace_exporter
