#include "web/http_answer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/ascii_text.h"
#include "base/utf8.h"
#include "http/http_date.h"
#include "web/router.h"

namespace workspace_exporter {
namespace {

/// A page for people takes nothing from elsewhere, runs nothing, is shown in no other page, and tells nobody where its
/// reader came from.
constexpr std::array<std::pair<const char*, const char*>, 3> kHtmlHeaders = {{
    {"Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
}};

/// What the statuses that are answered are called (RFC 9110, section 15; RFC 6585).
std::string_view Reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    default: return "";  // may be left out (RFC 9112, section 4)
  }
}

/// In place of one of that name. What could end a header is left out as a whole.
void Set(HttpHeaders& headers, const std::string& name, const std::string& value) {
  if (HoldsControlCharacters(name) || HoldsControlCharacters(value)) return;
  std::erase_if(headers, [&](const auto& header) { return EqualsWithoutCase(header.first, name); });
  headers.emplace_back(name, value);
}

HttpHeaders HeadersOf(const WebResponse& response, WallTime now, bool keep_alive) {
  // A server with a clock has to send the date (RFC 9110, section 6.6.1).
  HttpHeaders headers = {{"Date", FormatHttpDate(now)}, {"X-Content-Type-Options", "nosniff"}};
  if (response.content_type.starts_with("text/html"))
    headers.insert(headers.end(), kHtmlHeaders.begin(), kHtmlHeaders.end());
  for (const auto& [name, value] : response.headers) Set(headers, name, value);
  Set(headers, "Content-Type", response.content_type);
  Set(headers, "Content-Length", std::to_string(response.body.size()));
  // A client of HTTP/1.0 has to be told in so many words that the connection is kept, or it reads on until it is
  // closed.
  Set(headers, "Connection", keep_alive ? "keep-alive" : "close");
  return headers;
}

}  // namespace

std::string WriteAnswer(const WebResponse& response, WallTime now, AnswerForm form) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, Reason(response.status));
  for (const auto& [name, value] : HeadersOf(response, now, form.keep_alive)) {
    fmt::format_to(std::back_inserter(head), "{}: {}\r\n", name, value);
  }
  head += "\r\n";
  if (!form.has_body) return head;
  std::string answer;
  answer.reserve(head.size() + response.body.size());
  return answer.append(head).append(response.body);
}

std::string ClosingAnswer(int status, WallTime now, std::string_view words) {
  WebResponse response = PlainAnswer(status, words.empty() ? Reason(status) : words);
  if (status == 405) response.headers.emplace_back("Allow", "GET, HEAD");
  return WriteAnswer(response, now, {.keep_alive = false});
}

}  // namespace workspace_exporter
