#pragma once

#include <string>

#include "config/options.h"

namespace workspace_exporter {

/// Whether requests are signed by access keys; else they carry a token.
bool SignsByKeys(const SignInOptions& sign_in);

/// Whether the keys are those of a credentials file of the SDKs.
bool SignsByCredentialsFile(const SignInOptions& sign_in);

/// Whether an agency is assumed by its URN, which STS does and not IAM.
bool IsByUrn(const SignInOptions& sign_in);

/// The identity of a project where nobody named it: the method, and the names of the files, variables or users that it
/// signs in with, so that projects with the same ones share it. A key that stays when other projects come and go; it
/// holds line ends, which no name that somebody gave does.
std::string IdentityOf(const SignInOptions& sign_in);

}  // namespace workspace_exporter
