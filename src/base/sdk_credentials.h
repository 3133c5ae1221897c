#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace workspace_exporter {

/// What a credentials file of Huawei Cloud's SDKs holds in its section [basic] (huaweicloud-sdk-go-v3,
/// core/auth/provider/profile.go, "Use Profile").
struct SdkCredentials {
  Secret access_key;      ///< ak
  Secret secret_key;      ///< sk
  Secret security_token;  ///< of a temporary key; else empty
  // What goes with the keys, as it stands there; empty where it does not.
  std::string project_id;
  std::string iam_endpoint;
};

/// Of the text of such a file. kRejected where it is no INI, or holds no keys there, or what cannot be a key; the
/// message, which goes on after "the file", never shows any of it.
Result<SdkCredentials> ReadSdkCredentials(std::string_view text);

}  // namespace workspace_exporter
