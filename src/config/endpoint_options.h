#pragma once

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The settings region, endpoint and iam_endpoint. An endpoint that is not given comes from the region; a region that
/// is not in the table is a fault only where an endpoint has to come from it. IAM is needed for a password, an
/// id token, an agency, and to look up a project, which `project.sign_in` tells.
void ReadEndpoints(SettingReader& settings, bool allow_plain_http, ProjectOptions& project);

}  // namespace workspace_exporter
