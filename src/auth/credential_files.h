#pragma once

#include <string>

#include "auth/credential.h"
#include "base/file.h"

namespace workspace_exporter {

// What files hold that somebody else keeps up to date. kAuth, naming the file, where one cannot be read, is empty, or
// holds what cannot be; the message never shows what.

/// Where a key's parts are, each the one line of a file.
struct KeyFiles {
  std::string id;
  std::string secret;
  std::string security_token = {};  ///< empty where the key is permanent
};

Result<Token> ReadTokenFile(const FileReader& files, const std::string& path);
Result<AccessKey> ReadKeyFiles(const FileReader& files, const KeyFiles& paths);
/// The key of a credentials file of the SDKs, such as ~/.huaweicloud/credentials; see sdk_credentials.h.
Result<AccessKey> ReadCredentialsFile(const FileReader& files, const std::string& path);

}  // namespace workspace_exporter
