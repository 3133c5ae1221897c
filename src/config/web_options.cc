#include "config/web_options.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/ip_address.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kNoPlace = "is not an address and a port such as :10110, 127.0.0.1:10110 or [::1]:10110";

struct Place {
  std::string host;  ///< without brackets
  int port = 0;
};

/// What is wrong with a host; an IPv6 address stands in brackets, nothing else does.
std::string_view HostProblem(std::string_view host, bool in_brackets) {
  const bool is_one = in_brackets ? IsIpv6Address(host.substr(0, host.find('%')))
                                  : host.empty() || host == "localhost" || IsIpv4Address(host);
  if (!is_one) return kNoPlace;
  if (IsLinkLocalIpv6Address(host) || host.find('%') != host.npos) {
    return "is an address of one link, which cannot be listened on alone; [::]:10110 has those of all links";
  }
  if (IsMulticastOrBroadcastAddress(host)) return "is an address of many hosts, to which nobody can connect";
  return {};
}

Checked<Place> ParsePlace(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  std::string_view host = text.substr(0, colon);
  const bool in_brackets = host.size() > 2 && host.front() == '[' && host.back() == ']';
  if (in_brackets) host = host.substr(1, host.size() - 2);
  const std::string_view problem = colon == text.npos ? kNoPlace : HostProblem(host, in_brackets);
  if (!problem.empty()) return {.problem = fmt::format("'{}' {}", text, problem)};
  const std::string_view digits = text.substr(colon + 1);
  const Checked<int> port = ParseNumber(digits, 0, 65535);
  if (!port.problem.empty()) {
    return {.problem = fmt::format("'{}' needs a port: '{}' is not a whole number between 0 and 65535", text, digits)};
  }
  return {.value = {.host = PlainIpAddress(host), .port = port.value}};
}

std::string TextOf(const Place& place) {
  return fmt::format(fmt::runtime(IsIpv6Address(place.host) ? "[{}]:{}" : "{}:{}"), place.host, place.port);
}

/// Whether nothing can listen on `inner` any more once that is done on `outer`.
bool Holds(const Place& outer, const Place& inner) {
  if (outer.port != inner.port || outer.port == 0) return false;
  return outer.host.empty() || outer.host == inner.host || (outer.host == "0.0.0.0" && IsIpv4Address(inner.host)) ||
         (outer.host == "::" && IsIpv6Address(inner.host));
}

/// Of one place beside those before it.
std::string PairProblem(const std::vector<Place>& others, const Place& place) {
  for (const Place& other : others) {
    const bool first_holds = Holds(other, place);
    const bool last_holds = Holds(place, other);
    if (first_holds && last_holds) return fmt::format("{} is named twice", TextOf(place));
    if (first_holds) return fmt::format("{} is named besides {}, which is every address", TextOf(place), TextOf(other));
    if (last_holds) return fmt::format("{} is named besides {}, which is every address", TextOf(other), TextOf(place));
  }
  return {};
}

constexpr std::array<std::string_view, 5> kOtherPaths = {"/", "/probe", "/-/healthy", "/-/ready", "/-/reload"};

/// Letters, digits and what RFC 3986 calls unreserved, so that a path has one spelling.
bool IsPathCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

bool HasOddSegment(std::string_view path) {
  const std::string closed = std::string(path) + '/';
  return closed.find("//") != closed.npos || closed.find("/./") != closed.npos || closed.find("/../") != closed.npos;
}

Checked<std::string> ParseTelemetryPath(std::string_view text) {
  if (text.front() != '/') return {.problem = fmt::format("'{}' does not begin with /", text)};
  if (std::ranges::find(kOtherPaths, text) != kOtherPaths.end()) {
    return {.problem = fmt::format("{} is another endpoint of the exporter", text)};
  }
  if (!std::ranges::all_of(text, IsPathCharacter) || HasOddSegment(text)) {
    return {.problem = fmt::format("'{}' is not a path of letters, digits, - _ . ~ between single slashes", text)};
  }
  return {.value = std::string(text)};
}

}  // namespace

Checked<std::vector<std::string>> ParseListenAddresses(std::string_view text) {
  std::vector<Place> places;
  std::vector<std::string> addresses;
  for (const std::string_view address : SplitList(text)) {
    Checked<Place> place = ParsePlace(address);
    if (place.problem.empty()) place.problem = PairProblem(places, place.value);
    if (!place.problem.empty()) return {.problem = std::move(place.problem)};
    addresses.push_back(TextOf(place.value));
    places.push_back(std::move(place.value));
  }
  return {.value = std::move(addresses)};
}

WebOptions ReadWeb(SettingReader& settings) {
  WebOptions web;
  settings.Read("web_listen_address", web.listen_addresses, ParseListenAddresses);
  settings.Read("web_telemetry_path", web.telemetry_path, ParseTelemetryPath);
  settings.Read("web_max_requests", web.max_requests,
                [](std::string_view text) { return ParseNumber(text, 1, 10'000); });
  settings.Read("web_enable_reload", web.enable_reload, ParseBool);
  return web;
}

}  // namespace workspace_exporter
