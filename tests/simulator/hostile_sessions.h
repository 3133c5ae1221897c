#pragma once

#include "simulator/random.h"
#include "simulator/simulated_session.h"

namespace workspace_exporter::simulator {

/// Spoils the row in one or more ways: times in other forms, fields null, missing, extra or of another type, states
/// misspelt or unknown.
void MakeHostile(Session& session, Random& random);

}  // namespace workspace_exporter::simulator
