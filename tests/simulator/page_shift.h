#pragma once

#include "simulator/simulated_query.h"

namespace workspace_exporter::simulator {

/// Moves the rows of a listing while it is read: new sessions at its front, sessions removed from there, sessions
/// there that end, so that the rows behind them come to stand on other pages.
void ShiftPages(Population& population, const Settings& settings, const ListQuery& query, EpochMs now, Random& random);

}  // namespace workspace_exporter::simulator
