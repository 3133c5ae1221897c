#include "web/request_head.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <strings.h>

#include "base/utf8.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kHeadEnd = "\r\n\r\n";

bool IsTokenCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool IsToken(std::string_view text) { return !text.empty() && std::ranges::all_of(text, IsTokenCharacter); }

bool IsVisible(char c) { return c > ' ' && c < '\x7F'; }

bool SameWord(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Method, target and version; the version decides what an absent Connection header means (RFC 9112, section 9.3).
bool ReadRequestLine(std::string_view line, RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return false;
  const std::string_view version = line.substr(last + 1);
  head.method = line.substr(0, first);
  head.target = line.substr(first + 1, last - first - 1);
  head.keep_alive = version == "HTTP/1.1";
  return IsToken(head.method) && !head.target.empty() && std::ranges::all_of(head.target, IsVisible) &&
         (version == "HTTP/1.1" || version == "HTTP/1.0");
}

/// What the options of all Connection headers say; close wins.
struct ConnectionOptions {
  bool close = false;
  bool keep_alive = false;
};

void ReadConnection(std::string_view value, ConnectionOptions& options) {
  while (true) {
    const std::size_t comma = value.find(',');
    const std::string_view option = Trim(value.substr(0, comma));
    if (SameWord(option, "close")) options.close = true;
    if (SameWord(option, "keep-alive")) options.keep_alive = true;
    if (comma == std::string_view::npos) return;
    value.remove_prefix(comma + 1);
  }
}

bool ReadHeader(std::string_view line, RequestHead& head, ConnectionOptions& options) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !IsToken(line.substr(0, colon))) return false;
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = Trim(line.substr(colon + 1));
  const auto is_not_text = [](char c) { return IsControlCharacter(c) && c != '\t'; };
  if (std::ranges::any_of(value, is_not_text)) return false;
  if (SameWord(name, "Connection")) ReadConnection(value, options);
  if (SameWord(name, "Transfer-Encoding")) head.has_body = true;
  if (SameWord(name, "Content-Length")) {
    if (value.empty() || value.find_first_not_of("0123456789") != std::string_view::npos) return false;
    if (value.find_first_not_of('0') != std::string_view::npos) head.has_body = true;
  }
  head.headers.emplace_back(name, value);
  return true;
}

std::string_view TakeLine(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find(kLineEnd));
  text.remove_prefix(line.size() + kLineEnd.size());
  return line;
}

}  // namespace

std::variant<WholeHead, HeadState> ReadRequestHead(std::string_view buffer) {
  std::string_view text = buffer;
  while (text.starts_with(kLineEnd)) text.remove_prefix(kLineEnd.size());  // RFC 9112, section 2.2
  const std::size_t end = text.find(kHeadEnd);
  if (end == std::string_view::npos) return HeadState::kIncomplete;
  WholeHead whole{.head = {}, .size = buffer.size() - text.size() + end + kHeadEnd.size()};
  text = text.substr(0, end + kLineEnd.size());
  if (!ReadRequestLine(TakeLine(text), whole.head)) return HeadState::kMalformed;
  ConnectionOptions options;
  while (!text.empty()) {
    if (!ReadHeader(TakeLine(text), whole.head, options)) return HeadState::kMalformed;
  }
  whole.head.keep_alive = !options.close && (whole.head.keep_alive || options.keep_alive);
  return whole;
}

}  // namespace workspace_exporter
