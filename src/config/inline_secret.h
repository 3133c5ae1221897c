#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter {

/// Where a secret belongs that somebody wrote into the configuration file under a key like `password`; empty for a key
/// that looks like no secret.
std::string InlineSecretProblem(std::string_view key);

}  // namespace workspace_exporter
