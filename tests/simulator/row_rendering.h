#pragma once

#include <string>

#include "simulator/catalogue.h"
#include "simulator/simulated_session.h"

namespace workspace_exporter::simulator {

/// The row of list-sessions, all fields of SessionInfo, about 1 kB.
std::string RenderRow(const Session& session, const Catalogue& catalogue);

}  // namespace workspace_exporter::simulator
