#include "http/answer_reader.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/ascii_text.h"
#include "http/answer_lines.h"
#include "http/response_head.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kLongestHead = 65536;
constexpr std::size_t kMostHeadLines = 100;
constexpr std::size_t kLongestStatusLine = 1024;
constexpr std::size_t kLongestChunkLine = 4096;
constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kHeadTooLarge = "the head of the answer is too large";

/// Room for the head and for chunks as small as servers send them.
std::size_t MostBytes(std::size_t max_body) { return 2 * max_body + 131072; }

Error MalformedAnswer(std::string_view message) { return Error{ErrorKind::kMalformed, std::string(message)}; }

Error BodyTooLarge(std::size_t max_body) {
  return MalformedAnswer(fmt::format("the answer's body is larger than {} bytes", max_body));
}

/// A bare line feed is tolerated in a head (RFC 9112, section 2.2).
std::string_view WithoutLineEnd(std::string_view line) {
  line.remove_suffix(line.ends_with(kLineEnd) ? kLineEnd.size() : 1);
  return line;
}

bool HasNoBody(int status) { return status < 200 || status == 204 || status == 304; }

}  // namespace

AnswerReader::AnswerReader(Channel& channel, const IoWait& wait, std::size_t max_body)
    : bytes_(channel, wait, MostBytes(max_body)), max_body_(max_body) {}

Result<HttpResponse> AnswerReader::Read() {
  HttpResponse answer;
  do {
    if (auto head = ReadHead(answer); !head) return std::move(head).error();
  } while (IsInterim(answer.status));
  if (auto fit = CheckHead(answer.headers, max_body_); !fit) return std::move(fit).error();
  if (auto body = ReadBody(answer); !body) return std::move(body).error();
  return answer;
}

Result<Done> AnswerReader::ReadHead(HttpResponse& answer) {
  const auto line = ReadHeadLine(kLongestStatusLine, "the status line is too long");
  if (!line) return line.error();
  const auto status = ReadStatusLine(WithoutLineEnd(*line));
  if (!status) return MalformedAnswer("the answer is not HTTP/1.1");
  answer.status = status->status;
  answer.headers.clear();
  if (auto fields = ReadFields(answer.headers); !fields) return fields;
  keeps_connection_ = status->is_http11 && status->status >= 200 && KeepsConnection(answer.headers);
  return Done();
}

Result<std::string_view> AnswerReader::ReadHeadLine(std::size_t longest, std::string_view too_long) {
  if (head_lines_++ == kMostHeadLines) return MalformedAnswer("the head of the answer has too many lines");
  const std::size_t left = kLongestHead - head_size_;
  auto line = bytes_.ReadLine(std::min(longest, left), longest < left ? too_long : kHeadTooLarge);
  if (line) head_size_ += line->size();
  return line;
}

Result<Done> AnswerReader::ReadFields(HttpHeaders& headers) {
  for (;;) {
    const auto read = ReadHeadLine(kLongestHead, kHeadTooLarge);
    if (!read) return read.error();
    const std::string_view line = WithoutLineEnd(*read);
    if (line.empty()) return Done();
    if ((line.front() == ' ' || line.front() == '\t') && !headers.empty()) {
      // A folded line, obsolete: a space stands for the fold (RFC 9112, section 5.2).
      headers.back().second.append(1, ' ').append(Trimmed(line, kBlanks));
      continue;
    }
    const auto field = ReadField(line);
    if (!field) return MalformedAnswer("the head of the answer holds a line that is no header");
    headers.emplace_back(field->first, field->second);
  }
}

Result<Done> AnswerReader::ReadBody(HttpResponse& answer) {
  if (HasNoBody(answer.status)) return Done();
  if (IsChunked(answer.headers)) return ReadChunks(answer.body);
  const std::string_view digits = FindHeader(answer.headers, "Content-Length");
  if (digits.empty()) return ReadUntilEnd(answer.body);
  std::size_t length = 0;  // CheckHead has seen that it is a number, and not too large
  std::from_chars(digits.data(), digits.data() + digits.size(), length);
  // No room is made beforehand: of pieces that each answer wants anew, and of another size, the heap keeps twice as
  // much.
  return ReadExactly(length, answer.body);
}

Result<Done> AnswerReader::ReadChunks(std::string& body) {
  for (;;) {
    const auto line = bytes_.ReadLine(kLongestChunkLine, "the line of a chunk is too long");
    if (!line) return line.error();
    const auto size = line->ends_with(kLineEnd) ? ReadChunkSize(WithoutLineEnd(*line)) : std::nullopt;
    if (!size) return MalformedAnswer("a chunk of the answer has no size");
    if (*size == 0) break;
    if (*size > max_body_ - body.size()) return BodyTooLarge(max_body_);
    if (auto chunk = ReadExactly(*size, body); !chunk) return chunk;
    constexpr std::string_view kTooLong = "a chunk of the answer is longer than it says";
    const auto end = bytes_.ReadLine(kLineEnd.size(), kTooLong);
    if (!end) return end.error();
    if (*end != kLineEnd) return MalformedAnswer(kTooLong);
  }
  HttpHeaders trailers;
  auto read = ReadFields(trailers);
  Wipe(trailers);
  return read;
}

Result<Done> AnswerReader::ReadExactly(std::uint64_t size, std::string& body) {
  for (std::uint64_t left = size; left > 0;) {
    const auto some = bytes_.ReadSome(left);
    if (!some) return some.error();
    if (some->empty()) return bytes_.EndedEarly();
    body += *some;
    left -= some->size();
  }
  return Done();
}

Result<Done> AnswerReader::ReadUntilEnd(std::string& body) {
  keeps_connection_ = false;
  for (;;) {
    const auto some = bytes_.ReadSome(max_body_ + 1 - body.size());
    if (!some) return some.error();
    if (some->empty()) return Done();
    body += *some;
    if (body.size() > max_body_) return BodyTooLarge(max_body_);
  }
}

}  // namespace workspace_exporter
