#include "config/web_options.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "config/listen_address.h"
#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

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
