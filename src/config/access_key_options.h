#pragma once

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

// A sign-in by access key and secret key. They come from files, else from the environment, else from the SDKs' file.

/// The settings access_key_file, secret_key_file, security_token_file and credentials_file, each where it is given.
void ReadAccessKeySettings(SettingReader& settings, const SettingContext& context, SignInOptions& options);

/// Whether there are keys to sign with, or somebody names where.
bool HasAccessKey(const SettingReader& settings, const SettingContext& context);

/// Whether there is a credentials file at its default place, with keys or without.
bool HasDefaultCredentialsFile(const SettingContext& context);

/// Chooses where the keys come from; a fault where there are none, or a part of them alone.
void RequireAccessKey(SettingReader& settings, const SettingContext& context, SignInOptions& options);

}  // namespace workspace_exporter
