#pragma once

#include <cstddef>
#include <cstdint>

#include "http/answer_bytes.h"
#include "http/transport.h"

namespace workspace_exporter {

/// Reads one answer of HTTP/1.1 from a channel (RFC 9112). Interim heads are passed over, and so are extensions of
/// chunks and the trailers behind them. All heads and trailers together may have 64 KiB and 100 lines, a status line
/// 1 KiB, the line of a chunk 4 KiB. Not thread-safe.
class AnswerReader final {
 public:
  /// The body may have `max_body` bytes. All outlive it.
  AnswerReader(Channel& channel, const IoWait& wait, std::size_t max_body);

  /// Once. Errors: those of the channel, kNetwork where the connection ends early, kMalformed where it is no HTTP,
  /// encoded, or has more than the limits.
  Result<HttpResponse> Read();

  bool received() const { return bytes_.received(); }
  /// After a whole answer: the connection may carry another request.
  bool reusable() const { return keeps_connection_ && !bytes_.has_rest(); }

 private:
  Result<Done> ReadHead(HttpResponse& answer);
  /// A line of a head or of trailers, within what they may have together.
  Result<std::string_view> ReadHeadLine(std::size_t longest, std::string_view too_long);
  Result<Done> ReadFields(HttpHeaders& headers);
  Result<Done> ReadBody(HttpResponse& answer);
  Result<Done> ReadChunks(std::string& body);
  Result<Done> ReadExactly(std::uint64_t size, std::string& body);
  Result<Done> ReadUntilEnd(std::string& body);

  AnswerBytes bytes_;
  const std::size_t max_body_;
  std::size_t head_size_ = 0;
  std::size_t head_lines_ = 0;
  bool keeps_connection_ = false;
};

}  // namespace workspace_exporter
