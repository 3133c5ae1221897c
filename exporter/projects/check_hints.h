#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "config/options.h"

namespace workspace_exporter {

/// Whom a project's requests are signed in as, for people: never a secret.
std::string DescribeSignIn(const SignInOptions& sign_in);

/// The likely cause of an error, where it is one of the usual ones; else empty. The same status has another one in each
/// operation: in reading sessions, in signing in, in asking for a key, in looking up a project. By the codes that the
/// API gateway documents ("Error Codes" of API Gateway, api-sign-errorcode), and by OpenSSL's words.
std::string_view HintAt(const Error& error);
/// The same for a project, of which it proposes nothing that it has.
std::string_view HintAt(const Error& error, const ProjectOptions& options);

}  // namespace workspace_exporter
