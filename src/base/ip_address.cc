#include "base/ip_address.h"

#include <string>

#include <arpa/inet.h>

namespace workspace_exporter {
namespace {

template <typename Address>
bool IsOfFamily(int family, std::string_view text) {
  Address address = {};
  return inet_pton(family, std::string(text).c_str(), &address) == 1 && text.find('\0') == std::string_view::npos;
}

}  // namespace

bool IsIpv4Address(std::string_view text) { return IsOfFamily<in_addr>(AF_INET, text); }
bool IsIpv6Address(std::string_view text) { return IsOfFamily<in6_addr>(AF_INET6, text); }
bool IsIpAddress(std::string_view text) { return IsIpv4Address(text) || IsIpv6Address(text); }

}  // namespace workspace_exporter
