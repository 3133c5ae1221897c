#pragma once

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

// A sign-in by name and password. What the settings do not give comes from the environment. The names are those of
// Huawei Cloud's Terraform provider. Their cousins OS_* are not read: in a shell for another OpenStack they would send
// its password to Huawei Cloud. (A secret key is never sent, so OS_* are read for keys: access_key_options.h.)
inline constexpr const char* kDomainVariable = "HW_DOMAIN_NAME";
inline constexpr const char* kUserVariable = "HW_USER_NAME";
inline constexpr const char* kPasswordVariable = "HW_USER_PASSWORD";

/// The settings iam_domain, iam_user and iam_password_file, each where it is given.
void ReadPasswordSettings(SettingReader& settings, const FileReader& files, SignInOptions& options);

/// Whether somebody wants to sign in like this.
bool HasPassword(const SettingReader& settings, Words environment);

/// Adds what the environment holds; what is missing then is a fault.
void RequirePassword(SettingReader& settings, Words environment, SignInOptions& options);

}  // namespace workspace_exporter
