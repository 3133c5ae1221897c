#include "http/connect_answer.h"

#include "http/answer_lines.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kLargestHead = 16384;
constexpr std::size_t kMostLines = 100;
constexpr std::size_t kLongestConnectStatusLine = 1024;

Error MalformedConnect(std::string_view message) { return Error{ErrorKind::kMalformed, std::string(message)}; }

}  // namespace

Result<bool> ConnectAnswer::Take(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (++size_ > kLargestHead) return MalformedConnect("the head of the answer is too large");
    if (bytes[i] != '\n') {
      line_ += bytes[i];
      if (status_ == 0 && line_.size() > kLongestConnectStatusLine)
        return MalformedConnect("the status line is too long");
      continue;
    }
    auto decided = EndLine();
    if (!decided) return decided;
    line_.clear();
    if (!*decided) continue;
    if (opened() && i + 1 < bytes.size()) return MalformedConnect("something stands behind the head of the answer");
    return true;
  }
  return false;
}

Result<bool> ConnectAnswer::EndLine() {
  if (++lines_ > kMostLines) return MalformedConnect("the head of the answer has too many lines");
  if (line_.ends_with('\r')) line_.pop_back();  // a bare line feed is tolerated (RFC 9112, 2.2)
  if (status_ == 0) {
    const auto status = ReadStatusLine(line_);
    if (!status) return MalformedConnect("the answer is not HTTP/1.1");
    status_ = status->status;
    return !opened() && !IsInterim(status_);
  }
  if (!line_.empty()) {
    if (!ReadField(line_)) return MalformedConnect("the head of the answer holds a line that is no header");
    return false;
  }
  if (opened()) return true;
  status_ = 0;
  return false;
}

}  // namespace workspace_exporter
