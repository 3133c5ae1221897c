#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "web/connection_counts.h"
#include "web/request_head.h"
#include "web/web_limits.h"

namespace workspace_exporter {

/// Why what a client sent is no request to answer, and the status that tells it.
struct BadRequest {
  Refusal refusal;
  int status;
};

/// Reads the requests of one connection, however they come: each byte is looked at once, and what cannot become a
/// request any more is told at once, not when its end has come. Not thread-safe.
class RequestReader final {
 public:
  /// `limits` outlives it.
  explicit RequestReader(const WebLimits& limits) : limits_(limits) {}

  void Append(std::string_view bytes) { in_ += bytes; }
  /// Whether some of a request is there, that Next() has left.
  bool has_begun() const { return !in_.empty(); }
  /// The next request; nothing while more of it has to come. After a bad one there is no further.
  std::optional<std::variant<RequestHead, BadRequest>> Next();

 private:
  /// Of the byte at `at_`.
  std::optional<BadRequest> FaultHere() const;
  void DropEmptyLines();
  /// Of a line that is whole.
  std::optional<BadRequest> AddLine(std::string_view line);
  std::variant<RequestHead, BadRequest> TakeHead();

  const WebLimits& limits_;
  std::string in_;
  std::size_t at_ = 0;    // what comes before is read
  std::size_t line_ = 0;  // where the line begins
  HeadLines lines_;
};

}  // namespace workspace_exporter
