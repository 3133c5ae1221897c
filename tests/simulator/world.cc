#include "simulator/world.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "simulator/generator.h"
#include "simulator/page_shift.h"
#include "simulator/session_json.h"

namespace workspace_exporter::simulator {
namespace {

// Changes of a running population come in bursts this far apart: each burst makes all kept listings invalid.
constexpr EpochMs kBurstMs = 200;
constexpr std::size_t kListingsKept = 64;

}  // namespace

World::World(const SimulatedClock& clock, const Settings& settings)
    : clock_(clock),
      settings_(settings),
      population_(Generate(settings, clock.Now())),
      churn_(settings.seed),
      random_(settings.seed ^ 0x5417),
      played_until_(clock.Now()) {}

void World::Apply(const Settings& changed) {
  const std::lock_guard lock(mutex_);
  if (NeedsNewPopulation(settings_, changed)) {
    population_ = Generate(changed, clock_.Now());
    churn_ = ChurnEngine(changed.seed);
    listings_.clear();
    played_until_ = clock_.Now();
  }
  if (changed.churn != settings_.churn) played_until_ = clock_.Now();
  population_.SetOrder(changed.order);
  settings_ = changed;
}

PageRows World::ReadPage(const ListQuery& query) {
  const std::lock_guard lock(mutex_);
  CatchUp();
  ShiftIfDue(query);
  const std::vector<std::uint32_t>* listing = &Listing(query);
  std::vector<std::uint32_t> shuffled;
  if (settings_.order == Order::kShuffled) {
    shuffled = *listing;
    for (std::size_t at = shuffled.size(); at > 1; --at) std::swap(shuffled[at - 1], shuffled[random_.Below(at)]);
    listing = &shuffled;
  }
  PageRows page{.count = static_cast<std::int64_t>(listing->size()), .rows = {}};
  const std::int64_t end = std::min(page.count, query.offset + query.limit);
  for (std::int64_t at = query.offset; at < end; ++at) {
    page.rows.push_back(population_.entries()[(*listing)[static_cast<std::size_t>(at)]].row);
  }
  return page;
}

nlohmann::json World::Play(double seconds, EpochMs now) {
  const std::lock_guard lock(mutex_);
  nlohmann::json counts = churn_.Play(population_, settings_, seconds, std::min(played_until_, now), now);
  played_until_ = now;
  counts["now"] = now;
  counts["version"] = population_.version();
  return counts;
}

nlohmann::json World::Sessions() {
  const std::lock_guard lock(mutex_);
  CatchUp();
  nlohmann::json sessions = nlohmann::json::array();
  for (const Entry& entry : population_.entries()) {
    sessions.push_back(ToJson(entry.row->session, population_.catalogue()));
  }
  return {{"now", clock_.Now()}, {"version", population_.version()}, {"sessions", std::move(sessions)}};
}

nlohmann::json World::Changes(std::uint64_t since) {
  const std::lock_guard lock(mutex_);
  nlohmann::json changes = nlohmann::json::array();
  for (const Change& change : population_.changes()) {
    if (change.version <= since) continue;
    changes.push_back({{"version", change.version},
                       {"at", change.at},
                       {"removed", change.removed},
                       {"session", ToJson(change.row->session, population_.catalogue())}});
  }
  return {{"now", clock_.Now()}, {"version", population_.version()}, {"changes", std::move(changes)}};
}

void World::Put(const nlohmann::json& sessions) {
  const std::lock_guard lock(mutex_);
  for (const nlohmann::json& session : sessions) {
    const RowPtr known = population_.Find(session.at("id").get<std::string>());
    const Session* before = known == nullptr ? nullptr : &known->session;
    population_.Put(FromJson(session, population_.catalogue(), before, clock_.Now()), clock_.Now());
  }
}

void World::Remove(const std::string& id) {
  const std::lock_guard lock(mutex_);
  population_.Remove(id, clock_.Now());
}

void World::RenameGroup(const std::string& group_id, const std::string& name) {
  const std::lock_guard lock(mutex_);
  Catalogue& catalogue = population_.catalogue();
  const auto group = std::ranges::find(catalogue.groups, group_id, &Group::id);
  if (group == catalogue.groups.end()) throw std::invalid_argument("no such group");
  group->names.push_back(MakeText(name));
}

void World::CatchUp() {
  const EpochMs now = clock_.Now();
  if (settings_.churn != Churn::kAuto || now - played_until_ < kBurstMs) return;
  churn_.Play(population_, settings_, static_cast<double>(now - played_until_) / 1000, played_until_, now);
  played_until_ = now;
}

void World::ShiftIfDue(const ListQuery& query) {
  ++pages_read_;
  if (settings_.shift_every <= 0 || pages_read_ % settings_.shift_every != 0) return;
  ShiftPages(population_, settings_, query, clock_.Now(), random_);
}

const std::vector<std::uint32_t>& World::Listing(const ListQuery& query) {
  if (listings_version_ != population_.version() || listings_.size() > kListingsKept) {
    listings_.clear();
    listings_version_ = population_.version();
  }
  const auto [place, is_new] = listings_.try_emplace(ListingKey(query, settings_.reading));
  if (is_new) place->second = Select(population_, query, settings_.reading);
  return place->second;
}

}  // namespace workspace_exporter::simulator
