#pragma once

#include <atomic>
#include <string>

#include "auth/access_key.h"

namespace workspace_exporter {

/// A key that stays the same as long as the program runs, such as one of the environment. One that was refused waits,
/// see kRefusedKeyWaits.
class FixedAccessKeys final : public AccessKeyProvider {
 public:
  /// `source` is for messages, such as "HUAWEICLOUD_SDK_AK".
  FixedAccessKeys(AccessKey key, std::string source, const Clock& clock);

  Result<AccessKeyPtr> Get(Deadline deadline) override;
  Result<AccessKeyPtr> Renew(const AccessKeyPtr& refused, Deadline deadline) override;
  std::optional<WallTime> ExpiresAt() const override { return key_->expires_at; }
  void TryRefusedAgain() override { refused_until_ = SteadyTime(); }

 private:
  const AccessKeyPtr key_;
  const std::string source_;
  const Clock& clock_;
  std::atomic<SteadyTime> refused_until_ = {};
};

}  // namespace workspace_exporter
