#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "http/channel.h"

namespace workspace_exporter {

/// The bytes of one answer as they come from a channel, in lines or in pieces. Wipes what it has read: it may hold a
/// token. Not thread-safe. Errors: those of the channel, kNetwork where the connection ends early, and kMalformed.
class AnswerBytes final {
 public:
  /// No more than `most` bytes are given out. Both outlive it.
  AnswerBytes(Channel& channel, const IoWait& wait, std::size_t most) : channel_(channel), wait_(wait), most_(most) {}
  ~AnswerBytes();
  AnswerBytes(const AnswerBytes&) = delete;
  AnswerBytes& operator=(const AnswerBytes&) = delete;

  /// The next line with its line feed, until the next call. Where it is longer than `longest` bytes, kMalformed with
  /// the message `too_long`.
  Result<std::string_view> ReadLine(std::size_t longest, std::string_view too_long);
  /// Some bytes, at most `size` of them, until the next call; none at the end of the connection.
  Result<std::string_view> ReadSome(std::size_t size);
  /// Why it is no answer where the connection has ended.
  Error EndedEarly() const;

  /// At least a byte has come.
  bool received() const { return received_; }
  /// Bytes that came and nobody read.
  bool has_rest() const { return at_ < filled_; }

 private:
  Result<Done> Fill();
  /// Takes what is there, at most `size` bytes.
  Result<std::string_view> Take(std::size_t size);

  Channel& channel_;
  const IoWait& wait_;
  const std::size_t most_;
  std::size_t taken_ = 0;
  std::array<char, 16384> buffer_ = {};
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  bool received_ = false;
  std::string line_;
};

}  // namespace workspace_exporter
