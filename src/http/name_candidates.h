#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace workspace_exporter {

/// The search list of a resolv.conf(5): the domains of its last line `search` or `domain`; without one what stands
/// behind the first dot of the machine's name.
std::vector<std::string> SearchListOf(std::string_view resolv_conf, std::string_view machine_name);

/// The names to ask a name server for when `host` is wanted, in order and without the root's dot. A name with a dot is
/// asked as it is first, whatever `ndots` says: endpoints are names of the whole Internet, and a search list in front
/// of them costs questions and lets a broken domain hold them up. A name without a dot is asked as it is last. One that
/// ends in a dot is asked as it is only (RFC 1034, 3.1).
std::vector<std::string> NameCandidates(std::string_view host, const std::vector<std::string>& search_list);

}  // namespace workspace_exporter
