#pragma once

#include <array>

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

// A sign-in by name and password. What the settings do not give comes from the environment, each by itself: the first
// of the names that Huawei Cloud's Terraform provider knows (huaweicloud/provider.go), its own before those of
// OpenStack.
inline constexpr std::array kDomainVariables = {"HW_DOMAIN_NAME", "OS_DOMAIN_NAME", "OS_USER_DOMAIN_NAME"};
inline constexpr std::array kUserVariables = {"HW_USER_NAME", "OS_USERNAME"};
inline constexpr std::array kPasswordVariables = {"HW_USER_PASSWORD", "OS_PASSWORD"};

/// The settings iam_domain, iam_user and iam_password_file, each where it is given.
void ReadPasswordSettings(SettingReader& settings, const FileReader& files, SignInOptions& options);

/// Whether somebody wants to sign in like this.
bool HasPassword(const SettingReader& settings, Words environment);

/// Adds what the environment holds; what is missing then is a fault.
void RequirePassword(SettingReader& settings, Words environment, SignInOptions& options);

}  // namespace workspace_exporter
