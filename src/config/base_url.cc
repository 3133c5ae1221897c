#include "config/base_url.h"

#include <cstddef>

#include <arpa/inet.h>

#include "config/text.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kLowerCase = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kDigits = "0123456789";

template <typename Address>
bool IsAddress(int family, std::string_view host) {
  Address address = {};
  return inet_pton(family, std::string(host).c_str(), &address) == 1 && host.find('\0') == host.npos;
}

/// RFC 1123, and the underscore that private names use.
bool IsHostName(std::string_view host) {
  if (host.empty() || host.size() > 253 || host.front() == '.' || host.find("..") != host.npos) return false;
  if (host.find_first_not_of(std::string(kLowerCase) + std::string(kDigits) + "-._") != host.npos) return false;
  if (host.back() == '.') host.remove_suffix(1);
  // What ends in a number is an IPv4 address or nothing.
  return host.substr(host.find_last_of('.') + 1).find_first_not_of(kDigits) != host.npos;
}

bool IsLoopback(std::string_view host) {
  return host == "localhost" || host == "[::1]" || (IsIpv4Address(host) && host.starts_with("127."));
}

bool IsHost(std::string_view host) {
  const bool in_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
  return IsIpv4Address(host) || IsHostName(host) || (in_brackets && IsIpv6Address(host.substr(1, host.size() - 2)));
}

}  // namespace

bool IsIpv4Address(std::string_view host) { return IsAddress<in_addr>(AF_INET, host); }
bool IsIpv6Address(std::string_view host) { return IsAddress<in6_addr>(AF_INET6, host); }

Checked<std::string> CheckBaseUrl(std::string_view url, bool allow_plain_http) {
  const std::size_t scheme_end = url.find("://");
  const std::string scheme = scheme_end == url.npos ? std::string() : LowerCase(url.substr(0, scheme_end));
  if (scheme != "https" && scheme != "http") return {.problem = "not a URL such as https://api.example.com"};
  std::string_view authority = url.substr(scheme_end + 3);
  if (authority.ends_with('/')) authority.remove_suffix(1);
  if (authority.find('@') != authority.npos) return {.problem = "must not hold a user name or password"};
  if (authority.find_first_of("/?#\\") != authority.npos) return {.problem = "must not hold a path, query or fragment"};

  const std::size_t colon = authority.find(':', authority.find(']') == authority.npos ? 0 : authority.find(']'));
  const std::string host = LowerCase(authority.substr(0, colon));
  if (!IsHost(host)) return {.problem = "holds no host name or address after ://"};
  const bool has_port = colon != authority.npos;
  if (has_port && !ParseNumber(authority.substr(colon + 1), 1, 65535).problem.empty()) {
    return {.problem = "the port is not a number between 1 and 65535"};
  }
  if (scheme == "http" && !allow_plain_http && !IsLoopback(host)) {
    return {.problem = "http is for loopback addresses; use https, or allow it with --allow_plain_http"};
  }
  return {.value = scheme + "://" + host + (has_port ? std::string(authority.substr(colon)) : std::string())};
}

}  // namespace workspace_exporter
