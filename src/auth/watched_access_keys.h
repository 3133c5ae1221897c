#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "auth/access_key.h"
#include "base/file_watch.h"

namespace workspace_exporter {

/// A key that somebody else puts into files, and puts a new one there in time. They are read again when one of them
/// changes, and taken only together: not while they change, and not where only a part of the key is another, since id,
/// secret and token are always issued together. What cannot be read leaves the key that was there. A key that was
/// refused waits, see kRefusedKeyWaits, unless a file has changed, so that requests fail without being sent.
class WatchedAccessKeys final : public AccessKeyProvider {
 public:
  /// `read` makes a key of what the files hold; its error, kAuth, never shows what that is.
  WatchedAccessKeys(const FileReader& files, std::vector<std::string> paths, std::function<Result<AccessKey>()> read,
                    const Clock& clock);

  Result<AccessKeyPtr> Get(Deadline deadline) override;
  Result<AccessKeyPtr> Renew(const AccessKeyPtr& refused, Deadline deadline) override;
  std::optional<WallTime> ExpiresAt() const override { return std::nullopt; }
  void TryRefusedAgain() override;

 private:
  // REQUIRES: mutex_ is held.
  bool IsHalfOfAChange(const AccessKey& read) const;
  Result<Done> Update();
  Result<AccessKeyPtr> Usable(Result<Done> updated) const;

  const std::string first_path_;  // for messages
  const std::function<Result<AccessKey>()> read_;
  std::mutex mutex_;
  FileWatch watch_;
  AccessKeyPtr key_;
  const Clock& clock_;
  AccessKeyPtr refused_;
  SteadyTime refused_until_ = {};
};

}  // namespace workspace_exporter
