#pragma once

#include <atomic>
#include <string>

#include "auth/access_key.h"

namespace workspace_exporter {

/// A key that stays the same as long as the program runs, such as one of the environment. Once it was refused it is not
/// used again: that would only be refused again, and counts as an attack.
class FixedAccessKeys final : public AccessKeyProvider {
 public:
  /// `source` is for messages, such as "HUAWEICLOUD_SDK_AK".
  FixedAccessKeys(AccessKey key, std::string source);

  Result<AccessKeyPtr> Get(Deadline deadline) override;
  Result<AccessKeyPtr> Renew(const AccessKeyPtr& refused, Deadline deadline) override;
  std::optional<WallTime> ExpiresAt() const override { return key_->expires_at; }

 private:
  const AccessKeyPtr key_;
  const std::string source_;
  std::atomic<bool> refused_ = false;
};

}  // namespace workspace_exporter
