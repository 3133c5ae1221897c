#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace workspace_exporter {

/// Reads a proxy's answer to CONNECT as its bytes come, at most 16 KiB and 100 lines of it. Of a refusal only the first
/// line counts, so that nobody waits for a page of excuses. The headers mean nothing here: a tunnel has neither
/// Content-Length nor Transfer-Encoding, whatever they say (RFC 9110, 9.3.6). Not thread-safe.
class ConnectAnswer final {
 public:
  /// The next bytes; true when the answer is decided, and no more are to be read. The error is kMalformed: it is no
  /// HTTP, has more than the limits, or something stands behind the head where the tunnel begins. Over that tunnel it
  /// is for us to speak first: whatever comes before is the proxy's own and would pass for the target's.
  Result<bool> Take(std::string_view bytes);

  /// Once it is decided: 200 to 299 for an open tunnel.
  int status() const { return status_; }
  bool opened() const { return status_ >= 200 && status_ <= 299; }

 private:
  Result<bool> EndLine();

  std::string line_;
  std::size_t size_ = 0;
  std::size_t lines_ = 0;
  int status_ = 0;  ///< 0 where the next line is a status line
};

}  // namespace workspace_exporter
