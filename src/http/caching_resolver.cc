#include "http/caching_resolver.h"

#include <optional>
#include <utility>

#include <sys/eventfd.h>

#include "base/fault_barrier.h"
#include "base/file_descriptor.h"

namespace workspace_exporter {
namespace {

constexpr std::chrono::seconds kKept(30);

}  // namespace

struct CachingResolver::LookUp {
  FileDescriptor over = FileDescriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));  ///< readable for good once it is
  std::optional<Result<Addresses>> found = std::nullopt;
};

Result<Addresses> CachingResolver::Resolve(const std::string& host, const IoWait& wait) {
  for (;;) {
    auto look_up = std::make_shared<LookUp>();
    bool is_ours = !look_up->over;  // where no descriptor is left, nobody can wait for another
    {
      const std::lock_guard lock(mutex_);
      const auto entry = entries_.find(host);
      if (entry != entries_.end() && clock_.SteadyNow() < entry->second.until) return entry->second.addresses;
      if (!is_ours) {
        const auto [same, is_first] = under_way_.try_emplace(host, look_up);
        is_ours = is_first;
        look_up = same->second;
      }
    }
    if (is_ours) return Look(host, *look_up, wait);
    if (auto waited = wait.Until(look_up->over.get(), POLLIN); !waited) return std::move(waited).error();
    const std::lock_guard lock(mutex_);
    // That whoever looked had no time left says nothing of the name.
    if (look_up->found && (*look_up->found || look_up->found->error().kind == ErrorKind::kNetwork)) {
      return *look_up->found;
    }
  }
}

Result<Addresses> CachingResolver::Look(const std::string& host, LookUp& look_up, const IoWait& wait) {
  // Without the lock: another host need not wait for a slow name server. Whatever happens, those who wait are told.
  auto found = WithoutThrowing(ErrorKind::kNetwork, [&] { return next_.Resolve(host, wait); });
  const std::lock_guard lock(mutex_);
  if (look_up.over) {  // it stands among those under way
    under_way_.erase(host);
    eventfd_write(look_up.over.get(), 1);
    look_up.found = found;
  }
  if (found) entries_[host] = {*found, clock_.SteadyNow() + kKept};
  return found;
}

}  // namespace workspace_exporter
