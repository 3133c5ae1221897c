#pragma once

#include <memory>
#include <string>

#include "auth/access_key.h"
#include "auth/watched_access_keys.h"
#include "base/file.h"

namespace workspace_exporter {

/// Where a key's parts are, each the one line of a file.
struct KeyFiles {
  std::string id;
  std::string secret;
  std::string security_token = {};  ///< empty where the key is permanent
};

/// The key of the files as they are now; kAuth, naming the file, where one cannot be read, is empty or holds what is no
/// part of a key.
Result<AccessKey> ReadKeyFiles(const FileReader& files, const KeyFiles& paths);

/// A key from files; see WatchedAccessKeys.
std::unique_ptr<AccessKeyProvider> WatchKeyFiles(const FileReader& files, const KeyFiles& paths, const Clock& clock);

}  // namespace workspace_exporter
