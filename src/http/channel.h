#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "http/io_wait.h"

namespace workspace_exporter {

/// A connection that carries bytes both ways, plain or TLS. Not thread-safe. Errors are those of IoWait, and kNetwork
/// and kTls; after one the channel is of no more use.
class Channel {
 public:
  virtual ~Channel() = default;

  /// At least one byte; 0 at the end.
  virtual Result<std::size_t> Read(char* to, std::size_t size, const IoWait& wait) = 0;
  /// How many of the bytes are sent: at least one.
  virtual Result<std::size_t> Write(std::string_view bytes, const IoWait& wait) = 0;
  /// The other side has neither sent anything more nor closed: fit for the next request.
  virtual bool Quiet() const = 0;
};

/// All of the bytes.
Result<Done> WriteAll(Channel& channel, std::string_view bytes, const IoWait& wait);

}  // namespace workspace_exporter
