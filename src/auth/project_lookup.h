#pragma once

#include <string>

#include "base/clock.h"
#include "http/transport.h"

namespace workspace_exporter {

/// What errors say that IAM failed at.
inline constexpr const char* kAskingProject = "asking IAM for the project's id";

/// The id of the project that is named like the region, as the one is that an account has in each: GET /v3/projects
/// (IAM API, "Querying Project Information"). Errors: kRejected where not exactly one is named so, which needs a
/// project_id in the configuration; those that an answer other than 200 stands for; kMalformed; those of the transport.
Result<std::string> LookUpProject(HttpTransport& signed_iam, const std::string& region, const Clock& clock,
                                  Deadline deadline);

}  // namespace workspace_exporter
