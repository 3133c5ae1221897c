#pragma once

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

// Signing in by a token that somebody else puts into a file, and a new one there in time: Kubernetes for a service
// account, most of all. The environment says where, as it does to Huawei Cloud's SDKs (huaweicloud-sdk-python-v3,
// core/auth/provider.py).
inline constexpr const char* kAgentUriVariable = "HC_CONTAINER_CREDENTIALS_FULL_URI";
inline constexpr const char* kAgentTokenVariable = "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE";
inline constexpr const char* kIdpVariable = "HUAWEICLOUD_SDK_IDP_ID";
inline constexpr const char* kIdTokenVariable = "HUAWEICLOUD_SDK_ID_TOKEN_FILE";

/// The agent of CCE's pod identities, and the token that it wants. What goes to it is a token, what comes from it is a
/// key: by plain http only to this machine or its link, which no router passes on, or where that is allowed.
void RequirePodIdentity(SettingReader& settings, const SettingContext& context, PodIdentityOptions& options);

/// The identity provider whose word IAM takes, and the token that it gave.
void RequireOidc(SettingReader& settings, const SettingContext& context, SignInOptions& options);

}  // namespace workspace_exporter
