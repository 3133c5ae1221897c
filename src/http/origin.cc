#include "http/origin.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

Error NotAUrl(std::string_view why) { return {ErrorKind::kRejected, fmt::format("not a base URL: {}", why)}; }

bool IsHostCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == ':' || c == '%';
}

}  // namespace

std::string Origin::Name() const {
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return fmt::format("{}{}{}:{}", is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : "", port);
}

Result<Origin> ParseOrigin(std::string_view url) {
  Origin origin;
  if (url.starts_with("https://")) {
    url.remove_prefix(8);
  } else if (url.starts_with("http://")) {
    url.remove_prefix(7);
    origin.is_tls = false;
    origin.port = 80;
  } else {
    return NotAUrl("it begins with neither https:// nor http://");
  }
  if (url.ends_with('/')) url.remove_suffix(1);
  if (url.find_first_of("/?#@ \\") != std::string_view::npos) return NotAUrl("it has more than a host and a port");
  std::string_view authority = url;

  const bool in_brackets = authority.starts_with('[');
  const std::size_t host_end = in_brackets ? authority.find(']') : authority.find(':');
  if (in_brackets && host_end == std::string_view::npos) return NotAUrl("a bracket is open");
  origin.host = in_brackets ? authority.substr(1, host_end - 1) : authority.substr(0, host_end);
  if (origin.host.empty() || !std::ranges::all_of(origin.host, IsHostCharacter)) return NotAUrl("its host is none");

  authority.remove_prefix(
      std::min(authority.size(), host_end == std::string_view::npos ? host_end : host_end + in_brackets));
  if (authority.empty()) return origin;
  authority.remove_prefix(1);
  const char* const end = authority.data() + authority.size();
  const auto [parsed, fault] = std::from_chars(authority.data(), end, origin.port);
  if (fault != std::errc() || parsed != end || origin.port == 0) return NotAUrl("its port is none");
  return origin;
}

}  // namespace workspace_exporter
