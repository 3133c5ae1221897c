#include "http/name_candidates.h"

#include <algorithm>

namespace workspace_exporter {
namespace {

constexpr std::size_t kLongestName = 253;  // RFC 1035, 2.3.4, as text
constexpr std::string_view kBlank = " \t\r";

std::string_view TakeLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// Empty at the end.
std::string_view TakeWord(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(kBlank), line.size()));
  const std::string_view word = line.substr(0, line.find_first_of(kBlank));
  line.remove_prefix(word.size());
  return word;
}

/// Without the dots around it; empty where it is the root.
std::string_view DomainOf(std::string_view word) {
  while (word.starts_with('.')) word.remove_prefix(1);
  while (word.ends_with('.')) word.remove_suffix(1);
  return word;
}

}  // namespace

std::vector<std::string> SearchListOf(std::string_view resolv_conf, std::string_view machine_name) {
  std::vector<std::string> domains;
  bool named = false;
  while (!resolv_conf.empty()) {
    std::string_view line = TakeLine(resolv_conf);
    const std::string_view keyword = TakeWord(line);
    if (keyword != "search" && keyword != "domain") continue;
    named = true;
    domains.clear();
    for (auto word = TakeWord(line); !word.empty(); word = TakeWord(line)) {
      if (const auto domain = DomainOf(word); !domain.empty()) domains.emplace_back(domain);
    }
  }
  const std::size_t dot = machine_name.find('.');
  if (!named && dot != std::string_view::npos) {
    if (const auto domain = DomainOf(machine_name.substr(dot)); !domain.empty()) domains.emplace_back(domain);
  }
  return domains;
}

std::vector<std::string> NameCandidates(std::string_view host, const std::vector<std::string>& search_list) {
  if (host.ends_with('.')) return {std::string(host.substr(0, host.size() - 1))};
  std::vector<std::string> names;
  for (const std::string& domain : search_list) {
    if (host.size() + 1 + domain.size() <= kLongestName) names.push_back(std::string(host) + '.' + domain);
  }
  const bool has_dot = host.find('.') != std::string_view::npos;
  names.insert(has_dot ? names.begin() : names.end(), std::string(host));
  return names;
}

}  // namespace workspace_exporter
