#pragma once

#include <span>

namespace workspace_exporter {

/// The words of a command line without the program's name, or the variables of an environment, `NAME=value`.
using Words = std::span<const char* const>;

}  // namespace workspace_exporter
