#include "simulator/churn.h"

#include <algorithm>
#include <cmath>

#include "simulator/generator.h"

namespace workspace_exporter::simulator {
namespace {

constexpr double kTicksAtMost = 60;
constexpr double kSetUpMs = 15'000;

/// The whole part of the sum so far; the rest is carried on.
std::size_t TakeWhole(double& carried, double more) {
  carried += more;
  const double whole = std::floor(carried);
  carried -= whole;
  return static_cast<std::size_t>(whole);
}

std::vector<std::string> IdsIn(const Population& population, State state) {
  std::vector<std::string> ids;
  for (const Entry& entry : population.entries()) {
    if (entry.state == state) ids.push_back(entry.row->session.id);
  }
  std::ranges::sort(ids);  // whatever the order of the rows, the same seed tells the same story
  return ids;
}

void Move(Population& population, const std::string& id, State state, EpochMs at, Random& random) {
  Session session = population.Find(id)->session;
  ChangeState(session, population.catalogue(), state, at, random);
  population.Put(std::move(session), at);
}

/// Moves up to so many of the sessions, picked at random; returns how many.
std::size_t MoveSome(Population& population, State before, State after, std::size_t count, EpochMs at, Random& random) {
  std::vector<std::string> ids = IdsIn(population, before);
  count = std::min(count, ids.size());
  for (std::size_t moved = 0; moved < count; ++moved) {
    std::swap(ids[moved], ids[moved + random.Below(ids.size() - moved)]);
    Move(population, ids[moved], after, at, random);
  }
  return count;
}

std::size_t FinishSetUp(Population& population, EpochMs at, EpochMs set_up, Random& random) {
  std::size_t count = 0;
  for (const std::string& id : IdsIn(population, State::kAppcInit)) {
    if (*population.Find(id)->session.last_update.at > at - set_up) continue;
    Move(population, id, State::kActive, at, random);
    ++count;
  }
  return count;
}

std::size_t Forget(Population& population, const Settings& settings, EpochMs at) {
  const EpochMs oldest = at - static_cast<EpochMs>(settings.history_hours * 3'600'000);
  std::vector<std::string> ids;
  for (const Entry& entry : population.entries()) {
    if (!IsLive(entry.state) && entry.start < oldest) ids.push_back(entry.row->session.id);
  }
  for (const std::string& id : ids) population.Remove(id, at);
  return ids.size();
}

}  // namespace

struct ChurnEngine::Due {
  std::size_t starts, failures, ends, moves;
};

ChurnEngine::Due ChurnEngine::WhatIsDue(const Settings& settings, double seconds, EpochMs at) {
  double rate = settings.churn_per_second;
  if (rate < 0) rate = static_cast<double>(settings.sessions) / (settings.history_hours * 3600);
  // The shape has its mean near one half; at night sessions rather end than start.
  const double starts = rate * seconds * (settings.working_days ? DailyShape(at) * 2 : 1);
  return {.starts = TakeWhole(starts_, starts),
          .failures = TakeWhole(failures_, starts * settings.share_init_fail),
          .ends = TakeWhole(ends_, rate * seconds),
          .moves = TakeWhole(moves_, rate * seconds / 2)};
}

nlohmann::json ChurnEngine::Play(Population& population, const Settings& settings, double seconds, EpochMs from,
                                 EpochMs to) {
  nlohmann::json counts = {{"started", 0}, {"failed", 0},      {"connected", 0}, {"disconnected", 0},
                           {"ended", 0},   {"reconnected", 0}, {"forgotten", 0}};
  const double ticks = std::clamp(std::ceil(seconds), 1.0, kTicksAtMost);
  // Where the seconds are pressed into a shorter span, so is the time that a set-up takes.
  const double scale = std::min(1.0, static_cast<double>(to - from) / (seconds * 1000));
  const auto set_up = static_cast<EpochMs>(kSetUpMs * scale);
  for (double tick = 1; tick <= ticks; ++tick) {
    const EpochMs at = from + static_cast<EpochMs>(static_cast<double>(to - from) * tick / ticks);
    Tick(population, settings, seconds / ticks, at, set_up, counts);
  }
  counts["forgotten"] = Forget(population, settings, to);
  return counts;
}

void ChurnEngine::Tick(Population& population, const Settings& settings, double seconds, EpochMs at, EpochMs set_up,
                       nlohmann::json& counts) {
  const auto add = [&counts](const char* name, std::size_t more) {
    counts[name] = counts[name].get<std::size_t>() + more;
  };
  const Due due = WhatIsDue(settings, seconds, at);
  add("connected", FinishSetUp(population, at, set_up, random_));
  if (due.moves > 0) {
    add("disconnected", MoveSome(population, State::kActive, State::kDisconnected, due.moves, at, random_));
    add("reconnected", MoveSome(population, State::kDisconnected, State::kActive, due.moves / 2, at, random_));
  }
  if (due.ends > 0) {
    const std::size_t quiet = due.ends / 3;
    add("ended", MoveSome(population, State::kDisconnected, State::kSignedOut, quiet, at, random_));
    add("ended", MoveSome(population, State::kActive, State::kSignedOut, due.ends - quiet, at, random_));
  }
  for (std::size_t count = 0; count < due.starts + due.failures; ++count) {
    const bool fails = count >= due.starts;
    Session session = NewSession(population.catalogue(), settings, at, State::kAppcInit, random_);
    if (fails) ChangeState(session, population.catalogue(), State::kInitFail, at, random_);
    population.Put(std::move(session), at);
  }
  add("started", due.starts);
  add("failed", due.failures);
}

}  // namespace workspace_exporter::simulator
