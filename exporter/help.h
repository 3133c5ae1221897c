#pragma once

#include <string>

namespace workspace_exporter {

/// What --help shows: every flag with its default and meaning, in lines of at most 100 columns.
std::string HelpText();

}  // namespace workspace_exporter
