#pragma once

#include <string>
#include <string_view>

#include "base/secret_rule.h"
#include "config/files.h"
#include "config/setting_reader.h"
#include "config/words.h"

namespace workspace_exporter {

/// What is wrong with the text of a file that is to hold a secret, see SecretIn; empty where nothing is.
std::string SecretProblem(std::string_view content, SecretKind kind);

/// The setting `name`, a file with a secret: its path, where the file can be used.
void ReadSecretPath(SettingReader& settings, const FileReader& files, std::string_view name, SecretKind kind,
                    std::string& path);

/// The same of a variable of the environment, whose name the problem begins with. An empty one has none.
std::string VariableProblem(Words environment, std::string_view variable, SecretKind kind);

}  // namespace workspace_exporter
