#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include <httplib.h>

#include "http/channel.h"
#include "http/transport.h"

namespace workspace_exporter {

/// What cpp-httplib's client reads one answer from: a channel with the limits that the client itself lacks. Of an
/// answer it takes at most 64 KiB and 100 lines of head, interim ones included, and a status line of at most 1 KiB (the
/// client matches it with a recursive regular expression), and it takes long header lines aside, since 0.11.4 refuses
/// the 8 KiB that an IAM token may exceed.
class ChannelStream final : public httplib::Stream {
 public:
  /// At most `most` bytes are read. All outlive it.
  ChannelStream(Channel& channel, const IoWait& wait, std::size_t most);

  /// Wipes what was read: it may hold a token.
  ~ChannelStream() override;
  ChannelStream(const ChannelStream&) = delete;
  ChannelStream& operator=(const ChannelStream&) = delete;

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override;
  ssize_t write(const char* bytes, std::size_t size) override;
  void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }

  /// From here on it is the body that is read.
  void EndHead() { in_head_ = false; }

  /// The header lines taken aside.
  const HttpHeaders& long_headers() const { return long_headers_; }
  /// Why reading or writing failed.
  const std::optional<Error>& failure() const { return failure_; }
  bool received() const { return total_ > 0; }
  bool ended() const { return ended_; }
  /// Whether an empty line, after the end of another, was the last that was read of the body: the end of chunks.
  bool ended_with_empty_line() const { return body_end_ == std::array{'\r', '\n', '\r', '\n'}; }
  /// Bytes that came and nobody read.
  bool has_rest() const { return at_ < filled_; }

 private:
  bool Fill();
  bool NextHeadLine();
  bool TakeAside();
  bool Refuse(std::string why);

  Channel& channel_;
  const IoWait& wait_;
  const std::size_t most_;
  std::size_t total_ = 0;
  std::array<char, 16384> buffer_ = {};
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  std::array<char, 4> body_end_ = {};  // the last bytes read of the body
  bool in_head_ = true;
  bool status_next_ = true;
  std::size_t head_size_ = 0;
  std::size_t head_lines_ = 0;
  std::string line_;
  std::size_t line_at_ = 0;
  HttpHeaders long_headers_;
  std::optional<Error> failure_;
  bool ended_ = false;
};

}  // namespace workspace_exporter
