#pragma once

#include "simulator/population.h"

namespace workspace_exporter::simulator {

/// A population that ends now: starts over the history in the shape of working days, live sessions mostly young.
Population Generate(const Settings& settings, EpochMs now);

/// A session that starts at this moment.
Session NewSession(const Catalogue& catalogue, const Settings& settings, EpochMs start, State state, Random& random);

/// Lets the session come into the state at this moment: times, end and failure with it.
void ChangeState(Session& session, const Catalogue& catalogue, State state, EpochMs at, Random& random);

/// How busy that hour is, 0.1 to 1: nights in China are quiet.
double DailyShape(EpochMs at);

}  // namespace workspace_exporter::simulator
