#include "web/request_head.h"

#include <algorithm>
#include <utility>

#include "base/ascii_text.h"
#include "base/utf8.h"

namespace workspace_exporter {
namespace {

bool IsAlphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool IsTokenCharacter(char c) {
  return IsAlphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool IsToken(std::string_view text) { return !text.empty() && std::ranges::all_of(text, IsTokenCharacter); }

bool IsVisible(char c) { return c > ' ' && c < '\x7F'; }

/// Of a host with its port (RFC 3986, section 3.2).
bool IsHostCharacter(char c) {
  return IsAlphanumeric(c) || std::string_view("-._~%!$&'()*+,;=:[]").find(c) != std::string_view::npos;
}

bool IsVersion1(std::string_view version) {
  return version.size() == 8 && version.starts_with("HTTP/1.") && version[7] >= '0' && version[7] <= '9';
}

}  // namespace

bool HeadLines::AddRequestLine(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return false;
  const std::string_view version = line.substr(last + 1);
  head_.method = line.substr(0, first);
  head_.target = line.substr(first + 1, last - first - 1);
  // A later minor version is to be read as the last that is known (RFC 9110, section 2.5).
  is_old_ = version == "HTTP/1.0";
  return IsVersion1(version) && IsToken(head_.method) && !head_.target.empty() &&
         std::ranges::all_of(head_.target, IsVisible);
}

bool HeadLines::AddHeader(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !IsToken(line.substr(0, colon))) return false;
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = Trimmed(line.substr(colon + 1), kBlanks);
  const auto is_not_text = [](char c) { return IsControlCharacter(c) && c != '\t'; };
  if (std::ranges::any_of(value, is_not_text)) return false;
  if (EqualsWithoutCase(name, "Connection")) ReadConnection(value);
  if (EqualsWithoutCase(name, "Transfer-Encoding")) head_.has_body = true;
  if (EqualsWithoutCase(name, "Content-Length")) {
    if (value.empty() || value.find_first_not_of("0123456789") != std::string_view::npos) return false;
    if (value.find_first_not_of('0') != std::string_view::npos) head_.has_body = true;
  }
  if (EqualsWithoutCase(name, "Host")) {
    if (std::exchange(has_host_, true) || !std::ranges::all_of(value, IsHostCharacter)) return false;
  }
  head_.headers.emplace_back(name, value);
  return true;
}

/// Of all Connection headers, close wins (RFC 9112, section 9.3).
void HeadLines::ReadConnection(std::string_view value) {
  while (true) {
    const std::size_t comma = value.find(',');
    const std::string_view option = Trimmed(value.substr(0, comma), kBlanks);
    if (EqualsWithoutCase(option, "close")) close_ = true;
    if (EqualsWithoutCase(option, "keep-alive")) keep_alive_ = true;
    if (comma == std::string_view::npos) return;
    value.remove_prefix(comma + 1);
  }
}

std::optional<RequestHead> HeadLines::Take() {
  HeadLines whole = std::exchange(*this, {});
  if (!whole.is_old_ && !whole.has_host_) return std::nullopt;
  whole.head_.keep_alive = !whole.close_ && (!whole.is_old_ || whole.keep_alive_);
  return std::move(whole.head_);
}

}  // namespace workspace_exporter
