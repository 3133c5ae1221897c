#pragma once

#include <string>
#include <string_view>

#include "config/files.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// What is wrong with the text of a file; empty where nothing is.
using ContentProblem = std::string (*)(std::string_view content);

std::string PasswordProblem(std::string_view content);  ///< of a file that holds anything but spaces
std::string TokenProblem(std::string_view content);     ///< of a file that holds one token on one line
std::string KeyProblem(std::string_view content);       ///< of a file that holds one key on one line

/// One word of ASCII without spaces: what goes into a header. Anything else there is a mistake of copying.
bool IsOneWord(std::string_view text);

/// The setting `name`, a file with a secret: its path, where the file can be used.
void ReadSecretPath(SettingReader& settings, const Files& files, std::string_view name, ContentProblem problem_of,
                    std::string& path);

}  // namespace workspace_exporter
