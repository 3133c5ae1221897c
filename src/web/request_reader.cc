#include "web/request_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"

namespace workspace_exporter {
namespace {

constexpr BadRequest kMalformed = {Refusal::kMalformed, 400};

/// The methods of HTTP that have a meaning for a page (RFC 9110, section 9; RFC 5789).
constexpr std::array kKnownMethods = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"};

}  // namespace

std::optional<std::variant<RequestHead, BadRequest>> RequestReader::Next() {
  if (!lines_.has_request_line() && line_ == 0) DropEmptyLines();
  for (; at_ < in_.size(); ++at_) {
    if (const std::optional<BadRequest> fault = FaultHere()) return *fault;
    if (in_[at_] != '\n') continue;
    const std::string_view line = std::string_view(in_).substr(line_, at_ - 1 - line_);
    line_ = at_ + 1;
    if (line.empty() && lines_.has_request_line()) return TakeHead();
    if (const std::optional<BadRequest> fault = AddLine(line)) return *fault;
  }
  return std::nullopt;
}

/// Those before a request mean nothing (RFC 9112, section 2.2).
void RequestReader::DropEmptyLines() {
  std::size_t size = 0;
  while (in_.compare(size, 2, "\r\n") == 0) size += 2;
  if (size == 0) return;
  in_.erase(0, size);
  at_ = 0;
}

std::optional<BadRequest> RequestReader::FaultHere() const {
  const char c = in_[at_];
  // A line ends with both, and neither stands elsewhere (RFC 9112, section 2.2).
  const bool after_return = at_ > line_ && in_[at_ - 1] == '\r';
  if (after_return != (c == '\n')) return kMalformed;
  if (IsControlCharacter(c) && c != '\r' && c != '\n' && c != '\t') return kMalformed;
  const std::size_t of_line = at_ - line_ + (c == '\r' || c == '\n' ? 0 : 1);
  if (!lines_.has_request_line() && c != '\n' && of_line > limits_.request_line_bytes) {
    return BadRequest{Refusal::kHeadTooLarge, 414};
  }
  if (at_ >= limits_.head_bytes) return BadRequest{Refusal::kHeadTooLarge, 431};
  return std::nullopt;
}

std::optional<BadRequest> RequestReader::AddLine(std::string_view line) {
  if (!lines_.has_request_line()) return lines_.AddRequestLine(line) ? std::nullopt : std::optional(kMalformed);
  if (lines_.headers() == limits_.headers) return BadRequest{Refusal::kHeadTooLarge, 431};
  return lines_.AddHeader(line) ? std::nullopt : std::optional(kMalformed);
}

std::variant<RequestHead, BadRequest> RequestReader::TakeHead() {
  in_.erase(0, line_);
  at_ = line_ = 0;
  std::optional<RequestHead> head = lines_.Take();
  if (!head) return kMalformed;
  // What follows might be the body or another request: nothing of it is read.
  if (head->has_body) return BadRequest{Refusal::kBody, 413};
  if (std::ranges::find(kKnownMethods, head->method) == kKnownMethods.end()) return BadRequest{Refusal::kMethod, 405};
  return *std::move(head);
}

}  // namespace workspace_exporter
