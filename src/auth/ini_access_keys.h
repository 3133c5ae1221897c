#pragma once

#include <memory>
#include <string>

#include "auth/access_key.h"
#include "auth/watched_access_keys.h"
#include "base/file.h"

namespace workspace_exporter {

/// The key of a credentials file of the SDKs, such as ~/.huaweicloud/credentials; see sdk_credentials.h. kAuth, naming
/// the file, where it cannot be read or there is no key in it.
Result<AccessKey> ReadCredentialsFile(const FileReader& files, const std::string& path);

/// A key from a credentials file; see WatchedAccessKeys.
std::unique_ptr<AccessKeyProvider> WatchCredentialsFile(const FileReader& files, const std::string& path,
                                                        const Clock& clock);

}  // namespace workspace_exporter
