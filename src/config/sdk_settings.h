#pragma once

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// Adds to the settings project_id, iam_endpoint and endpoint, where they are not given, what Huawei Cloud's SDKs take
/// from the environment and their files (huaweicloud-sdk-go-v3, core/auth and core/region), and says in `project` what
/// that is. A fault where it cannot be had. REQUIRES: `project.sign_in` has been read.
///
/// In the order of the SDKs: what the credentials file says beside the keys goes before the environment, and that
/// before regions.yaml. HW_PROJECT_ID and OS_PROJECT_ID, of the Terraform provider, are for tokens, and for keys of
/// variables of the same beginning: other keys look their project up.
void AddSdkSettings(SettingReader& settings, const SettingContext& context, ProjectOptions& project);

}  // namespace workspace_exporter
