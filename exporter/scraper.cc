#include "exporter/scraper.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace workspace_exporter {
namespace {

constexpr Milliseconds kRemembered = std::chrono::minutes(10);
/// So that whoever scrapes without a pause does not fill the memory.
constexpr std::size_t kMostVisits = 64;

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
  struct Kept {
    int visits = 0;
    bool is_open = false;  // after the last of them
  };
  std::map<std::uint64_t, Kept> connections;
  for (const Visit& visit : visits_) {
    Kept& kept = connections[visit.connection];
    ++kept.visits;
    kept.is_open = visit.receipt->IsOpen();
  }
  std::optional<std::uint64_t> least;
  for (const auto& [connection, kept] : connections) {
    if (kept.visits < 2 || !kept.is_open) continue;
    const std::uint64_t given = GivenBy(connection);
    least = std::min(least.value_or(given), given);
  }
  if (least) return *least;
  const SteadyTime sure = SureUntil(now);
  std::uint64_t given = 0;
  for (const Visit& visit : visits_) {
    if (visit.at <= sure && visit.IsGiven()) given = std::max(given, visit.page);
  }
  return given;
}

std::uint64_t Scraper::GivenBy(std::uint64_t connection) const {
  std::uint64_t given = 0;
  for (const Visit& visit : visits_) {
    if (visit.connection == connection && visit.IsGiven()) given = std::max(given, visit.page);
  }
  return given;
}

std::optional<SteadyTime::duration> Scraper::Interval() const {
  std::vector<SteadyTime::duration> gaps;
  for (std::size_t i = 1; i < visits_.size(); ++i) gaps.push_back(visits_[i].at - visits_[i - 1].at);
  if (gaps.empty()) return std::nullopt;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
  std::ranges::nth_element(gaps, middle);
  return *middle;
}

SteadyTime Scraper::SureUntil(SteadyTime now) const {
  const auto interval = Interval();
  const bool may_be_two = who_.agent.empty() && visits_.size() > 2 && interval >= kEarnest;
  return may_be_two ? now - *interval * 3 / 2 : now;
}

}  // namespace workspace_exporter
