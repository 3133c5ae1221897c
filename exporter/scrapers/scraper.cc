#include "exporter/scrapers/scraper.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace workspace_exporter {
namespace {

constexpr Milliseconds kRemembered = std::chrono::minutes(10);
/// So that whoever scrapes without a pause does not fill the memory.
constexpr std::size_t kMostVisits = 64;

/// The interval of two scrapers that take turns in five visits, a little less than it is; nothing where they are none.
/// Each keeps its own time, more closely than a person does. Two that are evenly apart cannot be told from one.
std::optional<SteadyTime::duration> CycleOfTwo(const std::array<SteadyTime, 5>& at) {
  const auto cycle = at[2] - at[0];
  const auto differ = [&](SteadyTime::duration one, SteadyTime::duration other, int parts) {
    return std::chrono::abs(one - other) * parts > cycle;
  };
  const bool keeps_time = !differ(cycle, at[3] - at[1], 50) && !differ(cycle, at[4] - at[2], 50);
  const bool is_uneven = differ(at[1] - at[0], at[2] - at[1], 20);
  if (cycle < kEarnest || !keeps_time || !is_uneven) return std::nullopt;
  return cycle * 49 / 50;
}

}  // namespace

void Scraper::Comes(const Caller& caller, SteadyTime now) {
  if (visits_.size() == kMostVisits) visits_.pop_front();
  visits_.push_back({.at = now, .connection = caller.connection, .receipt = caller.receipt});
}

bool Scraper::Begins(const Caller& caller, std::uint64_t page) {
  const auto visit = std::ranges::find(visits_, caller.receipt, &Visit::receipt);
  if (visit == visits_.end()) return false;
  visit->page = page;
  return true;
}

bool Scraper::Remembers(SteadyTime now) {
  while (!visits_.empty() && now - visits_.front().at > kRemembered) visits_.pop_front();
  return !visits_.empty();
}

std::uint64_t Scraper::Given(SteadyTime now) const {
  std::map<std::weak_ptr<const void>, Visits, std::owner_less<>> open;
  for (const Visit& visit : visits_) {
    if (!visit.connection.expired()) open[visit.connection].push_back(&visit);
  }
  const bool is_kept = std::ranges::any_of(open, [](const auto& each) { return each.second.size() > 1; });
  if (!is_kept) return GivenOn(All(), now);
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  for (const auto& [connection, visits] : open) least = std::min(least, GivenOn(visits, now));
  return least;
}

std::uint64_t Scraper::GivenOn(const Visits& visits, SteadyTime now) const {
  const SteadyTime sure = SureUntil(visits, now);
  std::uint64_t given = 0;
  for (const Visit* visit : visits) {
    if (visit->at <= sure && visit->IsGiven()) given = std::max(given, visit->page);
  }
  return given;
}

std::optional<SteadyTime::duration> Scraper::IntervalOf(const Visits& visits) {
  std::vector<SteadyTime::duration> gaps;
  for (std::size_t i = 1; i < visits.size(); ++i) gaps.push_back(visits[i]->at - visits[i - 1]->at);
  if (gaps.empty()) return std::nullopt;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::ranges::nth_element(gaps, middle);
  return *middle;
}

SteadyTime Scraper::SureUntil(const Visits& visits, SteadyTime now) const {
  for (std::size_t i = 4; i < visits.size(); ++i) {
    const auto cycle =
        CycleOfTwo({visits[i - 4]->at, visits[i - 3]->at, visits[i - 2]->at, visits[i - 1]->at, visits[i]->at});
    if (cycle) return now - *cycle;
  }
  const auto interval = IntervalOf(visits);
  const bool may_be_two = who_.agent.empty() && visits.size() > 2 && interval >= kEarnest;
  return may_be_two ? now - *interval * 3 / 2 : now;
}

Scraper::Visits Scraper::All() const {
  Visits all;
  for (const Visit& visit : visits_) all.push_back(&visit);
  return all;
}

}  // namespace workspace_exporter
