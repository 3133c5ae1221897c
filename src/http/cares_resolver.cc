#include "http/cares_resolver.h"

#include <array>

#include <ares.h>
#include <unistd.h>

#include "base/file.h"
#include "http/cares_channel.h"
#include "http/name_candidates.h"

namespace workspace_exporter {
namespace {

/// For a domain of the search list: long enough for the third of three name servers, each of which has a second.
constexpr Milliseconds kDomainPatience = std::chrono::seconds(3);
constexpr std::size_t kLargestResolvConf = 65536;

std::string MachineName() {
  std::array<char, 256> name = {};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::vector<std::string> MachineSearchList() {
  const auto resolv_conf = SystemFileReader().Read("/etc/resolv.conf", kLargestResolvConf);
  return SearchListOf(resolv_conf ? resolv_conf->Reveal() : std::string_view(), MachineName());
}

Result<Addresses> InHostsFile(const std::string& name, const IoWait& wait) {
  auto hosts_file = CaresChannel::Open(CaresChannel::Source::kHostsFile, {});
  if (!hosts_file) return std::move(hosts_file).error();
  return (*hosts_file)->AskHostsFile(name, wait);
}

}  // namespace

CaresResolver::CaresResolver(std::string name_servers, std::optional<std::vector<std::string>> search_list)
    : name_servers_(std::move(name_servers)), search_list_(std::move(search_list)) {
  ares_library_init(ARES_LIB_INIT_ALL);
}

CaresResolver::~CaresResolver() { ares_library_cleanup(); }

Result<Addresses> CaresResolver::Resolve(const std::string& host, const IoWait& wait) {
  const std::string name = host.substr(0, host.size() - (host.ends_with('.') ? 1 : 0));
  if (auto known = InHostsFile(name, wait)) return known;

  auto dns = CaresChannel::Open(CaresChannel::Source::kDns, name_servers_);
  if (!dns) return std::move(dns).error();
  std::optional<Error> failure;
  for (const std::string& candidate : NameCandidates(host, search_list_ ? *search_list_ : MachineSearchList())) {
    const bool as_it_is = candidate == name;
    auto found = (*dns)->Ask(candidate, as_it_is ? wait : wait.AtMost(kDomainPatience));
    if (found) return found;
    if (auto may_go_on = wait.Check(); !may_go_on) return std::move(may_go_on).error();
    if (as_it_is || !failure) failure = std::move(found).error();
  }
  return *std::move(failure);
}

}  // namespace workspace_exporter
