#include "auth/fixed_access_keys.h"

#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {

FixedAccessKeys::FixedAccessKeys(AccessKey key, std::string source, const Clock& clock)
    : key_(std::make_shared<const AccessKey>(std::move(key))), source_(std::move(source)), clock_(clock) {}

Result<AccessKeyPtr> FixedAccessKeys::Get(Deadline /*deadline*/) {
  if (clock_.SteadyNow() >= refused_until_.load()) return key_;
  return Error{ErrorKind::kAuth,
               fmt::format("the access key of {} was refused, and is tried again after a minute; another "
                           "one needs a restart of the program",
                           source_)};
}

Result<AccessKeyPtr> FixedAccessKeys::Renew(const AccessKeyPtr& refused, Deadline deadline) {
  if (refused == key_) refused_until_ = clock_.SteadyNow() + kRefusedKeyWaits;
  return Get(deadline);
}

}  // namespace workspace_exporter
