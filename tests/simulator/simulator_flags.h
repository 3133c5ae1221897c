#pragma once

#include "simulator/simulator.h"

namespace workspace_exporter::simulator {

/// The options that the parsed flags ask for. Throws std::runtime_error or std::invalid_argument, naming what is wrong.
SimulatorOptions OptionsFromFlags();

}  // namespace workspace_exporter::simulator
