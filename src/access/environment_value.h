#pragma once

#include <string>
#include <string_view>

#include "base/secret.h"
#include "base/secret_rule.h"

namespace workspace_exporter {

// Secrets of the environment are read where they are used, not copied into the options. It does not change while the
// program runs. All else of it is read once, by config.

/// What a variable holds; empty where the name is, or there is none.
std::string_view TextOfEnvironment(const std::string& variable);

/// The secret in a variable, see SecretIn; empty where the name is, or there is none in it.
Secret SecretOfEnvironment(const std::string& variable, SecretKind kind);

}  // namespace workspace_exporter
