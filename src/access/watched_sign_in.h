#pragma once

#include <memory>

#include "auth/credential.h"
#include "base/file.h"
#include "config/options.h"

namespace workspace_exporter {

/// The credential that somebody else provides, in files or the environment. REQUIRES: the sign-in is by a token file or
/// by configured keys.
std::unique_ptr<CredentialSource> WatchSignIn(const FileReader& files, const SignInOptions& sign_in,
                                              const Clock& clock);

/// The password as it is now, from its file or the environment. kAuth, naming the file, where it cannot be.
Result<Secret> ReadPassword(const FileReader& files, const SignInOptions& sign_in);

/// The files that a sign-in reads again when they change.
std::vector<std::string> SecretFilesOf(const SignInOptions& sign_in);

}  // namespace workspace_exporter
