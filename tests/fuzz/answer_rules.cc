#include "answer_rules.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "target.h"
#include "web/http_answer.h"

namespace workspace_exporter {
namespace {

std::string_view TakeLine(std::string_view& rest) {
  const std::size_t end = rest.find("\r\n");
  Require(end != std::string_view::npos, "a head of whole lines");
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 2);
  return line;
}

HttpHeaders TakeHeaders(std::string_view& rest) {
  HttpHeaders headers;
  for (std::string_view line = TakeLine(rest); !line.empty(); line = TakeLine(rest)) {
    const std::size_t colon = line.find(": ");
    Require(colon != std::string_view::npos && colon > 0, "a header has a name and a value");
    Require(!HoldsControlCharacters(line), "a header of one line");
    headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
  }
  return headers;
}

std::size_t Count(const HttpHeaders& headers, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count(headers, name, &HttpHeaders::value_type::first));
}

}  // namespace

void CheckAnswer(std::string_view bytes, const RequestHead& head) {
  std::string_view rest = bytes;
  const std::string_view status = TakeLine(rest);
  constexpr std::array kStatuses = {"200", "404", "405", "503"};
  Require(status.starts_with("HTTP/1.1 ") && std::ranges::find(kStatuses, status.substr(9, 3)) != kStatuses.end(),
          "a status that there is a reason for");
  const HttpHeaders headers = TakeHeaders(rest);
  Require(Count(headers, "Content-Length") == 1 && Count(headers, "Transfer-Encoding") == 0, "a length, given once");
  const std::size_t length = std::stoul(std::string(FindHeader(headers, "Content-Length")));
  Require(Count(headers, "Date") == 1, "a date, given once");
  Require(rest.size() == (head.method == "HEAD" ? 0 : length), "a body of that length, and none for HEAD");
  const std::string_view connection = FindHeader(headers, "Connection");
  Require(head.keep_alive ? connection != "close" : connection == "close", "what becomes of the connection");
}

void CheckClosingAnswer(std::string_view bytes, WallTime now) {
  constexpr std::array kStatuses = {400, 405, 408, 413, 414, 431};
  Require(std::ranges::any_of(kStatuses, [=](int status) { return bytes == ClosingAnswer(status, now); }),
          "one of the answers to what is no request");
}

}  // namespace workspace_exporter
