#pragma once

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The setting auth, and those of every way to sign in: password_options.h, access_key_options.h,
/// temporary_key_options.h, projected_token_options.h. Every file that is named is checked, also one that the sign-in
/// chosen does not need.
SignInOptions ReadSignIn(SettingReader& settings, const SettingContext& context);

}  // namespace workspace_exporter
