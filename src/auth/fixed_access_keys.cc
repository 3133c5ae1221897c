#include "auth/fixed_access_keys.h"

#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {

FixedAccessKeys::FixedAccessKeys(AccessKey key, std::string source)
    : key_(std::make_shared<const AccessKey>(std::move(key))), source_(std::move(source)) {}

Result<AccessKeyPtr> FixedAccessKeys::Get(Deadline /*deadline*/) {
  if (!refused_) return key_;
  return Error{ErrorKind::kAuth,
               fmt::format("the access key of {} was refused; another one needs a restart of the program", source_)};
}

Result<AccessKeyPtr> FixedAccessKeys::Renew(const AccessKeyPtr& refused, Deadline deadline) {
  if (refused == key_) refused_ = true;
  return Get(deadline);
}

}  // namespace workspace_exporter
