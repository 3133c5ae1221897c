#pragma once

#include <mutex>
#include <string>

#include "auth/token_provider.h"
#include "base/file_watch.h"

namespace workspace_exporter {

/// A token that somebody else puts into a file, and puts a new one there in time. The file is read again when it
/// changes, and one without a token leaves the token that was there; a token that was refused is not used again, so
/// that requests fail without being sent until there is another, or somebody asks for another try.
class FileTokenProvider final : public TokenProvider {
 public:
  FileTokenProvider(const FileReader& files, std::string path);

  Result<TokenPtr> Get(Deadline deadline) override;
  Result<TokenPtr> Renew(const TokenPtr& refused, Deadline deadline) override;
  std::optional<WallTime> ExpiresAt() const override { return std::nullopt; }
  void TryRefusedAgain() override;

 private:
  Result<TokenPtr> Current();
  bool IsRefused() const;
  Result<TokenPtr> ReadFile() const;

  const FileReader& files_;
  const std::string path_;
  std::mutex mutex_;
  FileWatch watch_;
  TokenPtr token_;
  TokenPtr refused_;
};

}  // namespace workspace_exporter
