#pragma once

#include <nlohmann/json.hpp>

#include "simulator/population.h"

namespace workspace_exporter::simulator {

/// The truth about a session: what a reader of its row should understand, and the bytes that differ from that.
nlohmann::json ToJson(const Session& session, const Catalogue& catalogue);

/// A session of a test's own making, in the keys of ToJson (README.md). Throws std::invalid_argument where it is wrong.
Session FromJson(const nlohmann::json& json, Catalogue& catalogue, const Session* known, EpochMs now);

}  // namespace workspace_exporter::simulator
