#include "base/origin.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/ascii_text.h"
#include "base/ip_address.h"

namespace workspace_exporter {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

Error Refused(std::string_view why) { return Error{ErrorKind::kRejected, std::string(why)}; }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool TakePrefix(std::string_view& text, std::string_view prefix) {
  if (!StartsWithoutCase(text, prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// RFC 1123, and the underscore that private names use. What ends in a number is an IPv4 address or nothing.
bool IsHostName(std::string_view host) {
  constexpr std::size_t kLongest = 253;  // RFC 1035, 2.3.4, as text
  if (host.empty() || host.size() > kLongest || host.front() == '.' || host.front() == '-') return false;
  if (host.find("..") != std::string_view::npos) return false;
  if (!std::ranges::all_of(
          host, [](char c) { return (c >= 'a' && c <= 'z') || IsDigit(c) || c == '-' || c == '.' || c == '_'; })) {
    return false;
  }
  if (host.back() == '.') host.remove_suffix(1);
  return !std::ranges::all_of(host.substr(host.find_last_of('.') + 1), IsDigit);
}

/// Takes the host off the front, up to the colon of the port.
Result<std::string> TakeHost(std::string_view& authority) {
  std::string host;
  if (!authority.empty() && authority.front() == '[') {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) return Refused("the IPv6 address has no closing bracket");
    host = authority.substr(1, end - 1);
    authority.remove_prefix(end + 1);
    if (!IsIpv6Address(host)) return Refused("in brackets, only an IPv6 address may stand");
  } else {
    host = authority.substr(0, authority.find(':'));
    authority.remove_prefix(host.size());
    host = LowerCase(host);
    if (!IsIpv4Address(host) && !IsHostName(host)) return Refused("holds no host name or address after ://");
  }
  return LowerCase(host);
}

Result<std::uint16_t> ReadPort(std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (failed != std::errc() || end != digits.data() + digits.size() || port == 0) {
    return Refused("the port is not a number between 1 and 65535");
  }
  return port;
}

bool IsPath(std::string_view path) {
  return path.find("//") == std::string_view::npos &&
         std::ranges::all_of(path, [](char c) { return c > ' ' && c < '\x7f' && c != '\\' && c != '"'; });
}

}  // namespace

Result<Origin> ParseOrigin(std::string_view url) {
  Origin origin;
  if (TakePrefix(url, "http://")) {
    origin.tls = false;
    origin.port = kHttpPort;
  } else if (!TakePrefix(url, "https://")) {
    return Refused("not a URL such as https://api.example.com");
  }
  if (url.find_first_of("?#") != std::string_view::npos) return Refused("must not hold a query or fragment");

  std::string_view authority = url.substr(0, url.find('/'));
  std::string_view path = url.substr(authority.size());
  if (authority.find('@') != std::string_view::npos) return Refused("must not hold a user name or password");
  auto host = TakeHost(authority);
  if (!host) return std::move(host).error();
  origin.host = *std::move(host);
  if (!authority.empty()) {
    if (authority.front() != ':') return Refused("the host is followed by a colon and the port, or a path");
    const auto port = ReadPort(authority.substr(1));
    if (!port) return port.error();
    origin.port = *port;
  }

  if (!IsPath(path)) return Refused("the path holds a character that must be percent-encoded, or an empty part");
  if (path.ends_with('/')) path.remove_suffix(1);
  origin.path_prefix = path;
  return origin;
}

std::string HostAndPort(const Origin& origin) {
  return fmt::format(fmt::runtime(IsIpv6Address(origin.host) ? "[{}]:{}" : "{}:{}"), origin.host, origin.port);
}

std::string_view HostName(const Origin& origin) {
  std::string_view name = origin.host;
  if (name.ends_with('.')) name.remove_suffix(1);
  return name;
}

std::string HostHeader(const Origin& origin) {
  if (origin.port != (origin.tls ? kHttpsPort : kHttpPort)) {
    return HostAndPort({.host = std::string(HostName(origin)), .port = origin.port});
  }
  return IsIpv6Address(origin.host) ? '[' + origin.host + ']' : std::string(HostName(origin));
}

bool IsLoopback(const Origin& origin) {
  return HostName(origin) == "localhost" || origin.host == "::1" ||
         (IsIpv4Address(origin.host) && origin.host.starts_with("127."));
}

}  // namespace workspace_exporter
