#include "simulator/generator.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "simulator/hostile_sessions.h"

namespace workspace_exporter::simulator {
namespace {

constexpr double kHourMs = 3'600'000;

State PickState(const Settings& settings, Random& random) {
  double left = random.Unit();
  if ((left -= settings.share_active) < 0) return State::kActive;
  if ((left -= settings.share_disconnected) < 0) return State::kDisconnected;
  if ((left -= settings.share_appc_init) < 0) return State::kAppcInit;
  if ((left -= settings.share_init_fail) < 0) return State::kInitFail;
  return State::kSignedOut;
}

/// Over the whole history for what has ended; some hours ago for what lives, minutes for what is being set up.
EpochMs PickStart(const Settings& settings, State state, EpochMs now, Random& random) {
  const double history = settings.history_hours * kHourMs;
  const double tail = -std::log(1 - random.Unit());
  if (state == State::kAppcInit) return now - static_cast<EpochMs>(std::min(history, tail * 20'000));
  if (IsLive(state)) return now - static_cast<EpochMs>(std::min(history, tail * 4 * kHourMs));
  while (true) {
    const EpochMs start = now - static_cast<EpochMs>(random.Unit() * history);
    if (!settings.working_days || random.Unit() < DailyShape(start)) return start;
  }
}

/// Skewed: group 0 is the largest.
std::size_t PickSkewed(std::size_t size, Random& random) {
  const double unit = random.Unit();
  return std::min(size - 1, static_cast<std::size_t>(unit * unit * static_cast<double>(size)));
}

void AgeSession(Session& session, const Catalogue& catalogue, const Settings& settings, EpochMs now, Random& random) {
  const State state = session.state;
  const EpochMs start = *session.start.at;
  if (state == State::kSignedOut) {
    const double wanted = -std::log(1 - random.Unit()) * 3 * kHourMs;
    const auto duration = static_cast<EpochMs>(std::min(wanted, static_cast<double>(now - start)));
    ChangeState(session, catalogue, state, start + duration, random);
  } else if (state == State::kDisconnected) {
    ChangeState(session, catalogue, state,
                start + static_cast<EpochMs>(random.Unit() * static_cast<double>(now - start)), random);
  } else if (state == State::kInitFail) {
    ChangeState(session, catalogue, state, std::min(now, start + 5000), random);
  }
  const Group& group = catalogue.groups[session.group];
  const EpochMs renamed = now - static_cast<EpochMs>(settings.history_hours * kHourMs / 8);
  if (group.names.size() > 1 && *session.last_update.at < renamed) session.group_name = 0;
}

}  // namespace

double DailyShape(EpochMs at) {
  const double hour = std::fmod(static_cast<double>(at) / kHourMs + 8, 24);
  const auto bump = [hour](double peak) { return std::exp(-(hour - peak) * (hour - peak) / 8); };
  return std::min(1.0, 0.1 + 0.9 * std::max(bump(9.5), bump(15)));
}

Session NewSession(const Catalogue& catalogue, const Settings& settings, EpochMs start, State state, Random& random) {
  Session session;
  session.id = random.Hex(32);
  session.state = state;
  session.group = PickSkewed(catalogue.groups.size(), random);
  session.group_name = catalogue.groups[session.group].names.size() - 1;
  session.client_type = PickSkewed(catalogue.client_types.size(), random);
  session.user = random.Below(catalogue.users.size());
  session.machine = random.Below(catalogue.machines.size());
  const auto connecting = static_cast<EpochMs>(-std::log(1 - random.Unit()) * 6000);
  session.pre_conn = MakeStamp(start - connecting, TimeStyle::kMilliseconds);
  session.start = MakeStamp(start, TimeStyle::kMilliseconds);
  session.last_update = session.start;
  if (state == State::kAppcInit) session.failure = 1;
  if (settings.hostile && random.Chance(settings.hostile_share)) MakeHostile(session, random);
  if (random.Chance(settings.share_without_id)) SetRaw(session, "id", {.token = "", .text = ""});
  return session;
}

void ChangeState(Session& session, const Catalogue& catalogue, State state, EpochMs at, Random& random) {
  if (std::exchange(session.state, state) != state) {
    std::erase_if(session.raw, [](const RawField& field) { return field.name == "session_state"; });
  }
  session.group_name = catalogue.groups[session.group].names.size() - 1;
  session.last_update = MakeStamp(at, session.last_update.style);
  session.failure = 0;
  const bool ended = !IsLive(state) && state != State::kOther;
  const TimeStyle end_style = ended && !Tells(session.end.style) ? TimeStyle::kMilliseconds : session.end.style;
  session.end = MakeStamp(ended ? std::optional(at) : std::nullopt, end_style);
  if (state == State::kInitFail) {
    session.failure = catalogue.first_failure + PickSkewed(catalogue.failures.size() - catalogue.first_failure, random);
  }
}

Population Generate(const Settings& settings, EpochMs now) {
  Random random(settings.seed);
  Catalogue catalogue = MakeCatalogue(settings, random);
  std::vector<Session> sessions;
  sessions.reserve(static_cast<std::size_t>(settings.sessions));
  for (std::int64_t count = 0; count < settings.sessions; ++count) {
    const State state = PickState(settings, random);
    Session session = NewSession(catalogue, settings, PickStart(settings, state, now, random), state, random);
    AgeSession(session, catalogue, settings, now, random);
    sessions.push_back(std::move(session));
  }
  return Population(settings, std::move(catalogue), std::move(sessions));
}

}  // namespace workspace_exporter::simulator
