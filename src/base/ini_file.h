#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace workspace_exporter {

/// Sections by name, and in them values by key. Values are taken for secrets.
using IniSection = std::map<std::string, Secret, std::less<>>;
using IniFile = std::map<std::string, IniSection, std::less<>>;

/// Reads lines of "[section]" and "key = value", with any space around names and values, quotes around a whole value,
/// blank lines, and comments after # or ; at the beginning of a line or after a space. Anything else, a key before the
/// first section, a key that comes twice, and a character outside comments that nobody sees (secret_rule.h) is
/// kRejected; the message has the line's number and never its text.
Result<IniFile> ParseIni(std::string_view text);

}  // namespace workspace_exporter
