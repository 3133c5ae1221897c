#pragma once

#include <string>

#include "base/secret.h"
#include "base/secret_rule.h"

namespace workspace_exporter {

// Secrets of the environment are read where they are used, not copied into the options. It does not change while the
// program runs.

/// The secret in a variable, see SecretIn; empty where the name is, or there is none in it.
Secret SecretOfEnvironment(const std::string& variable, SecretKind kind);

}  // namespace workspace_exporter
