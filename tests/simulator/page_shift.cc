#include "simulator/page_shift.h"

#include <algorithm>

#include "simulator/generator.h"

namespace workspace_exporter::simulator {
namespace {

/// Where a new session has to start to stand at the front of this listing.
EpochMs FrontOf(const Settings& settings, const ListQuery& query, EpochMs now) {
  return settings.order == Order::kOldest ? query.begin : std::min(now, query.end);
}

std::vector<std::string> FrontIds(const Population& population, const ListQuery& query, Reading reading,
                                  std::int64_t count) {
  std::vector<std::string> ids;
  for (const std::uint32_t place : Select(population, query, reading)) {
    if (static_cast<std::int64_t>(ids.size()) >= count) break;
    ids.push_back(population.entries()[place].row->session.id);
  }
  return ids;
}

}  // namespace

void ShiftPages(Population& population, const Settings& settings, const ListQuery& query, EpochMs now, Random& random) {
  for (const std::string& id : FrontIds(population, query, settings.reading, settings.shift_remove)) {
    population.Remove(id, now);
  }
  for (const std::string& id : FrontIds(population, query, settings.reading, settings.shift_change)) {
    Session session = population.Find(id)->session;
    const State next = IsLive(session.state) ? State::kSignedOut : State::kActive;
    ChangeState(session, population.catalogue(), next, now, random);
    population.Put(std::move(session), now);
  }
  for (std::int64_t count = 0; count < settings.shift_insert; ++count) {
    const EpochMs start = FrontOf(settings, query, now);
    population.Put(NewSession(population.catalogue(), settings, start, State::kActive, random), now);
  }
}

}  // namespace workspace_exporter::simulator
