#include "http/channel_stream.h"

#include <algorithm>

#include <fmt/format.h>
#include <openssl/crypto.h>

#include "base/secret.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kLongestHead = 65536;
constexpr std::size_t kMostHeadLines = 100;  // as many as newer versions of httplib take
constexpr std::size_t kLongestStatusLine = 1024;
constexpr std::size_t kLongHeader = 4096;

}  // namespace

ChannelStream::ChannelStream(Channel& channel, const IoWait& wait, std::size_t most)
    : channel_(channel), wait_(wait), most_(most) {}

ChannelStream::~ChannelStream() {
  OPENSSL_cleanse(buffer_.data(), buffer_.size());
  Wipe(line_);
  Wipe(long_headers_);
}

ssize_t ChannelStream::read(char* to, std::size_t size) {
  if (in_head_) {
    if (line_at_ == line_.size() && !NextHeadLine()) return ended_ ? 0 : -1;
    const std::size_t count = line_.copy(to, size, line_at_);
    line_at_ += count;
    return static_cast<ssize_t>(count);
  }
  if (at_ == filled_ && !Fill()) return ended_ ? 0 : -1;
  const std::size_t count = std::min(size, filled_ - at_);
  std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(at_), count, to);
  at_ += count;
  const std::size_t kept = std::min(count, body_end_.size());
  std::shift_left(body_end_.begin(), body_end_.end(), static_cast<std::ptrdiff_t>(kept));
  std::copy_n(to + (count - kept), kept, body_end_.end() - static_cast<std::ptrdiff_t>(kept));
  return static_cast<ssize_t>(count);
}

ssize_t ChannelStream::write(const char* bytes, std::size_t size) {
  auto written = channel_.Write({bytes, size}, wait_);
  if (written) return static_cast<ssize_t>(*written);
  failure_ = std::move(written).error();
  return -1;
}

bool ChannelStream::Fill() {
  if (failure_ || ended_) return false;
  auto count = channel_.Read(buffer_.data(), buffer_.size(), wait_);
  if (!count) {
    failure_ = std::move(count).error();
    return false;
  }
  ended_ = *count == 0;
  total_ += *count;
  if (total_ > most_) return Refuse(fmt::format("the answer is larger than {} bytes", most_));
  at_ = 0;
  filled_ = *count;
  return !ended_;
}

bool ChannelStream::NextHeadLine() {
  do {
    if (head_lines_++ == kMostHeadLines) return Refuse("the head of the answer has too many lines");
    line_.clear();
    line_at_ = 0;
    while (!line_.ends_with('\n')) {
      if (at_ == filled_ && !Fill()) return false;
      const char* begin = buffer_.data() + at_;
      const char* end = std::find(begin, static_cast<const char*>(buffer_.data()) + filled_, '\n');
      const auto count =
          static_cast<std::size_t>(end - begin) + (at_ + static_cast<std::size_t>(end - begin) < filled_);
      line_.append(begin, count);
      at_ += count;
      head_size_ += count;
      if (head_size_ > kLongestHead) return Refuse("the head of the answer is too large");
      if (status_next_ && line_.size() > kLongestStatusLine) return Refuse("the status line is too long");
    }
    status_next_ = line_ == "\r\n";  // after the head of a 100 another follows
  } while (TakeAside());
  return true;
}

bool ChannelStream::TakeAside() {
  const std::size_t colon = line_.find(':');
  if (line_.size() < kLongHeader || colon == std::string::npos) return false;
  const std::string_view line(line_);
  std::string_view value = line.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  value.remove_suffix(value.size() - value.find_last_not_of(" \t\r\n") - 1);
  long_headers_.emplace_back(line.substr(0, colon), value);
  return true;
}

bool ChannelStream::Refuse(std::string why) {
  failure_ = Error{ErrorKind::kMalformed, std::move(why)};
  return false;
}

}  // namespace workspace_exporter
