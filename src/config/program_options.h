#pragma once

#include <variant>

#include "config/files.h"
#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// What the program is to do, or every fault of what it was told.
using OptionsOrFaults = std::variant<Options, Faults>;

/// Reads and validates all flags. --help and --version on the command line go before everything, whatever else is
/// wrong.
OptionsOrFaults ReadProgramOptions(Words arguments, Words environment, const FileReader& files);

}  // namespace workspace_exporter
