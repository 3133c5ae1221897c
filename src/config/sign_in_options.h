#pragma once

#include <string>

#include "config/files.h"
#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// What the environment holds of a password sign-in. The names are those of Huawei Cloud's Terraform provider:
/// HW_DOMAIN_NAME, HW_USER_NAME and HW_USER_PASSWORD. Their cousins OS_* are not read: in a shell for another OpenStack
/// they would send its password to Huawei Cloud.
struct SignInEnvironment {
  std::string domain = {};
  std::string user = {};
  bool has_password = false;
};

inline constexpr const char* kDomainVariable = "HW_DOMAIN_NAME";
inline constexpr const char* kUserVariable = "HW_USER_NAME";
inline constexpr const char* kPasswordVariable = "HW_USER_PASSWORD";

/// The settings auth, token_file, iam_domain, iam_user, iam_password_file. Every file that is named is checked, also
/// one that the sign-in chosen does not need.
SignInOptions ReadSignIn(SettingReader& settings, const Files& files, const SignInEnvironment& environment);

}  // namespace workspace_exporter
