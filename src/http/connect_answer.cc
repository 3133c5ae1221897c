#include "http/connect_answer.h"

#include <algorithm>
#include <charconv>

namespace workspace_exporter {
namespace {

constexpr std::size_t kLargestHead = 16384;
constexpr std::size_t kMostLines = 100;
constexpr std::size_t kLongestConnectStatusLine = 1024;
constexpr int kSwitchingProtocols = 101;

Error MalformedConnect(std::string_view message) { return Error{ErrorKind::kMalformed, std::string(message)}; }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Of "HTTP/1.1 200 Connection established"; 0 where it is none (RFC 9112, 4). HTTP/1.0 is what many proxies say.
int ReadStatus(std::string_view line) {
  constexpr std::string_view kVersion = "HTTP/1.";
  constexpr std::size_t kDigits = 3;
  if (!line.starts_with(kVersion)) return 0;
  line.remove_prefix(kVersion.size());
  if (line.size() < 2 + kDigits || !IsDigit(line[0]) || line[1] != ' ') return 0;
  line.remove_prefix(2);
  if (line.size() > kDigits && line[kDigits] != ' ') return 0;
  if (!std::all_of(line.begin(), line.begin() + kDigits, IsDigit)) return 0;
  int status = 0;
  std::from_chars(line.data(), line.data() + kDigits, status);
  return status >= 100 && status <= 599 ? status : 0;
}

/// Whether another head follows (RFC 9110, 15.2).
bool IsInterim(int status) { return status < 200 && status != kSwitchingProtocols; }

/// A name, a colon and anything (RFC 9112, 5): no space before the colon, hence no folded line either.
bool IsField(std::string_view line) {
  const std::string_view name = line.substr(0, line.find(':'));
  return !name.empty() && name.size() < line.size() &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c < '\x7f'; });
}

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
    status_ = ReadStatus(line_);
    if (status_ == 0) return MalformedConnect("the answer is not HTTP/1.1");
    return !opened() && !IsInterim(status_);
  }
  if (!line_.empty()) {
    if (!IsField(line_)) return MalformedConnect("the head of the answer holds a line that is no header");
    return false;
  }
  if (opened()) return true;
  status_ = 0;
  return false;
}

}  // namespace workspace_exporter
