#include "config/listen_address.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/ip_address.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

bool IsHost(std::string_view host) {
  const bool in_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
  return host.empty() || host == "localhost" || IsIpv4Address(host) ||
         (in_brackets && IsIpv6Address(host.substr(1, host.size() - 2)));
}

std::string AddressProblem(std::string_view address) {
  const std::size_t colon = address.rfind(':');
  if (colon == address.npos || !IsHost(address.substr(0, colon))) {
    return fmt::format("'{}' is not an address and a port such as :10110, 127.0.0.1:10110 or [::1]:10110", address);
  }
  return ParseNumber(address.substr(colon + 1), 0, 65535).problem;
}

}  // namespace

Checked<std::vector<std::string>> ParseListenAddresses(std::string_view text) {
  std::vector<std::string> addresses;
  for (const std::string_view address : SplitList(text)) {
    if (std::string problem = AddressProblem(address); !problem.empty()) return {.problem = std::move(problem)};
    if (!address.ends_with(":0") && std::ranges::find(addresses, address) != addresses.end()) {
      return {.problem = fmt::format("{} is named twice", address)};
    }
    addresses.emplace_back(address);
  }
  return {.value = std::move(addresses)};
}

}  // namespace workspace_exporter
