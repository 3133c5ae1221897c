#pragma once

#include <string_view>

namespace workspace_exporter {

/// Tries one input; each target defines it. The same input does the same in every run, and nothing of it is left for
/// the next one.
void Fuzz(std::string_view input);

/// Ends the program, which is how libFuzzer and the replay learn of it, where something does not hold that has to.
void Require(bool holds, std::string_view what);

}  // namespace workspace_exporter
