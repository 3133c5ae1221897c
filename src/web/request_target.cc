#include "web/request_target.h"

#include <algorithm>
#include <array>

#include "base/ascii_text.h"
#include "base/percent_encoding.h"

namespace workspace_exporter {
namespace {

/// What follows the host of a URL; the target itself where it is no URL of ours.
std::string_view WithoutHost(std::string_view target) {
  constexpr std::array<std::string_view, 2> kSchemes = {"http://", "https://"};
  for (const std::string_view scheme : kSchemes) {
    if (!StartsWithoutCase(target, scheme)) continue;
    const std::size_t end = std::min(target.find_first_of("/?", scheme.size()), target.size());
    // Without a host it is no URL (RFC 9110, section 4.2.1).
    return end == scheme.size() ? target : target.substr(end);
  }
  return target;
}

std::string DecodeQuery(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return PercentDecode(spaced);
}

void ReadQuery(std::string_view query, RequestTarget& read) {
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (equals == 0) continue;  // no name
    read.query.emplace_back(DecodeQuery(pair.substr(0, equals)),
                            DecodeQuery(pair.substr(std::min(equals + 1, pair.size()))));
  }
}

}  // namespace

RequestTarget ReadTarget(std::string_view target) {
  const std::string_view local = WithoutHost(target);
  const bool is_whole = local.size() == target.size();
  if (is_whole && !local.starts_with('/')) return {.path = std::string(target)};
  const std::string_view path = local.substr(0, local.find('?'));
  RequestTarget read{.path = path.empty() ? "/" : PercentDecode(path)};
  if (path.size() < local.size()) ReadQuery(local.substr(path.size() + 1), read);
  return read;
}

}  // namespace workspace_exporter
