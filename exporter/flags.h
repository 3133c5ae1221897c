#pragma once

#include "config/files.h"
#include "config/program_options.h"

namespace workspace_exporter {

// The program's flags are those of config/flag_table.h, and gflags knows each of them. gflags' own parsing is not used:
// it ends the program at the first fault with 1, takes the last of a flag given twice, puts a flag file before what
// stands to the left of it, and lists flags of its own in --help.

/// What the program is to do, or every fault, a line each: exit code 2. `environment` ends with a null pointer, like
/// environ. Nothing is kept of the arguments, and no global state changes.
OptionsOrFaults ReadOptions(int argc, const char* const* argv, const char* const* environment, const FileReader& files);

}  // namespace workspace_exporter
