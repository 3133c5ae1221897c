#include "http/answer_bytes.h"

#include <algorithm>

#include <fmt/format.h>
#include <openssl/crypto.h>

#include "base/secret.h"

namespace workspace_exporter {

AnswerBytes::~AnswerBytes() {
  OPENSSL_cleanse(buffer_.data(), buffer_.size());
  Wipe(line_);
}

Result<std::string_view> AnswerBytes::ReadLine(std::size_t longest, std::string_view too_long) {
  line_.clear();
  do {
    if (!has_rest()) {
      if (auto filled = Fill(); !filled) return std::move(filled).error();
      if (!has_rest()) return EndedEarly();
    }
    const std::string_view there(buffer_.data() + at_, filled_ - at_);
    const auto part = Take(std::min(there.find('\n'), there.size() - 1) + 1);
    if (!part) return part.error();
    if (line_.size() + part->size() > longest) return Error{ErrorKind::kMalformed, std::string(too_long)};
    line_ += *part;
  } while (!line_.ends_with('\n'));
  return std::string_view(line_);
}

Result<std::string_view> AnswerBytes::ReadSome(std::size_t size) {
  if (!has_rest()) {
    if (auto filled = Fill(); !filled) return std::move(filled).error();
  }
  return Take(size);
}

Error AnswerBytes::EndedEarly() const {
  return {ErrorKind::kNetwork,
          received_ ? "connection closed in the middle of the answer" : "connection closed before an answer"};
}

Result<Done> AnswerBytes::Fill() {
  const auto count = channel_.Read(buffer_.data(), buffer_.size(), wait_);
  if (!count) return count.error();
  at_ = 0;
  filled_ = *count;
  received_ = received_ || *count > 0;
  return Done();
}

Result<std::string_view> AnswerBytes::Take(std::size_t size) {
  const std::string_view taken(buffer_.data() + at_, std::min(size, filled_ - at_));
  at_ += taken.size();
  taken_ += taken.size();
  if (taken_ > most_) {
    return Error{ErrorKind::kMalformed, fmt::format("the answer is larger than {} bytes", most_)};
  }
  return taken;
}

}  // namespace workspace_exporter
