#pragma once

#include <vector>

#include "simulator/wire_text.h"

namespace workspace_exporter::simulator {

/// Values that a careless reader breaks on, each with what it means: broken UTF-8 and lone surrogates read as U+FFFD,
/// one for each maximal ill-formed part (Unicode, section 3.9), numbers and booleans as their text, null as empty.
std::vector<Text> HostileTexts();

}  // namespace workspace_exporter::simulator
