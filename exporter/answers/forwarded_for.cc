#include "exporter/answers/forwarded_for.h"

#include <algorithm>
#include <string_view>

namespace workspace_exporter {
namespace {

constexpr std::size_t kMostBytes = 64;

/// The value of the parameter `for` of a header's first element.
std::string_view ForOf(std::string_view forwarded) {
  forwarded = forwarded.substr(0, forwarded.find(','));
  while (!forwarded.empty()) {
    const std::string_view pair = forwarded.substr(0, forwarded.find(';'));
    forwarded.remove_prefix(std::min(pair.size() + 1, forwarded.size()));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    std::string name(pair.substr(0, equals));
    std::erase(name, ' ');
    std::ranges::transform(name, name.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    if (name == "for") return pair.substr(equals + 1);
  }
  return {};
}

}  // namespace

std::string ForwardedFor(const HttpHeaders& headers) {
  std::string_view first = FindHeader(headers, "X-Forwarded-For");
  if (first.empty()) first = ForOf(FindHeader(headers, "Forwarded"));
  std::string address(first.substr(0, first.find(',')).substr(0, kMostBytes));
  std::erase_if(address, [](char c) { return c == ' ' || c == '"'; });
  if (address.starts_with('[')) return address.substr(0, address.find(']')).substr(1);
  const bool has_port = std::ranges::count(address, ':') == 1;
  return has_port ? address.substr(0, address.find(':')) : address;
}

}  // namespace workspace_exporter
