#include "exporter/connection_limits.h"

#include <algorithm>

#include <sys/resource.h>

namespace workspace_exporter {

WebLimits LimitsFor(std::size_t open_files) {
  WebLimits limits;
  limits.connections = std::clamp<std::size_t>(open_files / 2, 4, limits.connections);
  limits.connections_per_address = std::min(limits.connections_per_address, limits.connections / 4);
  limits.connections_of_machine = std::min(limits.connections_of_machine, limits.connections / 4 * 3);
  return limits;
}

std::size_t OpenFilesLimit() {
  rlimit limit{};
  // What Linux gives a program that does not ask for more.
  constexpr std::size_t kUsualLimit = 1024;
  return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : kUsualLimit;
}

}  // namespace workspace_exporter
