#pragma once

#include <string>
#include <string_view>

#include "config/setting_reader.h"

namespace workspace_exporter {

// The file in which Huawei Cloud's SDKs keep keys (huaweicloud-sdk-go-v3, core/auth/provider/profile.go): INI, section
// [basic], `ak` and `sk`, and `security_token` where they are temporary.
inline constexpr std::string_view kSdkFile = "~/.huaweicloud/credentials";
inline constexpr const char* kSdkFileVariable = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";

/// The path with HOME of the environment for a `~` in front; what is wrong, also where the file does not hold keys.
Checked<std::string> CheckCredentialsFile(std::string_view path, const SettingContext& context);

}  // namespace workspace_exporter
