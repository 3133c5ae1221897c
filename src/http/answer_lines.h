#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

namespace workspace_exporter {

// The lines that an answer is made of, each without its end.

struct StatusLine {
  int status = 0;         ///< 100 to 599 (RFC 9110, section 15)
  bool is_http11 = true;  ///< else an older one, such as many proxies say
};

/// Of "HTTP/1.1 200 OK" (RFC 9112, section 4).
std::optional<StatusLine> ReadStatusLine(std::string_view line);

/// Whether another head follows (RFC 9110, section 15.2): 101 alone is the last of its connection.
bool IsInterim(int status);

/// Name and value of a header or a trailer (RFC 9112, section 5): no space before the colon, hence no folded line.
std::optional<std::pair<std::string_view, std::string_view>> ReadField(std::string_view line);

/// The size that stands before a chunk, whatever extensions follow (RFC 9112, section 7.1).
std::optional<std::uint64_t> ReadChunkSize(std::string_view line);

}  // namespace workspace_exporter
