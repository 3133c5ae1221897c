#include "http/caching_resolver.h"

namespace workspace_exporter {
namespace {

constexpr std::chrono::seconds kKept(30);

}  // namespace

Result<Addresses> CachingResolver::Resolve(const std::string& host, const IoWait& wait) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(host);
    if (found != entries_.end() && clock_.SteadyNow() < found->second.until) return found->second.addresses;
  }
  auto addresses = next_.Resolve(host, wait);  // without the lock: another host need not wait for a slow name server
  if (addresses) {
    const std::lock_guard lock(mutex_);
    entries_[host] = {*addresses, clock_.SteadyNow() + kKept};
  }
  return addresses;
}

}  // namespace workspace_exporter
