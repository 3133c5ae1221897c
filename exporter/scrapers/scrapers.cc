#include "exporter/scrapers/scrapers.h"

#include <algorithm>
#include <utility>

namespace workspace_exporter {
namespace {

constexpr std::size_t kMostScrapers = 32;
constexpr std::size_t kMostOfHost = 16;
/// Twice Prometheus' default interval; it is rare that scrapers come less often.
constexpr Milliseconds kUntilSecondVisit = std::chrono::minutes(2);

/// Lets the one of `fits` go that came once, and the longest ago; false where each comes regularly.
template <typename Fits>
bool MakeRoom(std::vector<Scraper>& scrapers, const Fits& fits) {
  auto oldest = scrapers.end();
  for (auto each = scrapers.begin(); each != scrapers.end(); ++each) {
    if (each->IsRegular() || !fits(*each)) continue;
    if (oldest == scrapers.end() || each->last_visit() < oldest->last_visit()) oldest = each;
  }
  if (oldest == scrapers.end()) return false;
  scrapers.erase(oldest);
  return true;
}

}  // namespace

void Scrapers::Arrive(const Caller& caller, std::string_view subject, SteadyTime now) {
  if (caller.address.empty()) return;  // it has gone before anybody could ask who it is
  const std::lock_guard lock(mutex_);
  Scraper* const scraper = Know(caller, subjects_[std::string(subject)], now);
  if (scraper != nullptr) scraper->Comes(caller, now);
}

Scraper* Scrapers::Know(const Caller& caller, Subject& subject, SteadyTime now) {
  std::vector<Scraper>& scrapers = subject.scrapers;
  std::erase_if(scrapers, [now](Scraper& scraper) { return !scraper.Remembers(now); });
  const auto known = std::ranges::find_if(scrapers, [&](const Scraper& scraper) { return scraper.Is(caller); });
  if (known != scrapers.end()) return &*known;
  const auto is_of_host = [&](const Scraper& scraper) { return scraper.host() == caller.host; };
  const auto is_any = [](const Scraper& /*scraper*/) { return true; };
  if (std::ranges::count_if(scrapers, is_of_host) >= static_cast<std::ptrdiff_t>(kMostOfHost) &&
      !MakeRoom(scrapers, is_of_host)) {
    return nullptr;
  }
  if (scrapers.size() >= kMostScrapers && !MakeRoom(scrapers, is_any)) return nullptr;
  return &scrapers.emplace_back(caller);
}

std::uint64_t Scrapers::Begin(const Caller& caller, std::string_view subject) {
  const std::lock_guard lock(mutex_);
  Subject& its = subjects_[std::string(subject)];
  its.last = ++pages_;
  if (its.first == 0) its.first = its.last;
  std::ranges::any_of(its.scrapers, [&](Scraper& scraper) { return scraper.Begins(caller, its.last); });
  return its.last;
}

Edition Scrapers::EditionOf(std::uint64_t page, std::string_view project, SteadyTime now) {
  const std::lock_guard lock(mutex_);
  bool is_first = true;
  for (const std::string_view name : {kAllProjects, project}) {
    const Subject* const subject = Find(name);
    if (subject != nullptr && subject->first > 0 && (page == 0 || subject->first < page)) is_first = false;
  }
  const std::uint64_t last = page == 0 ? LastOf(project) : page - 1;
  return {.number = page, .given = GivenOf(project, now).value_or(last), .before = is_first ? 0 : last, .at = now};
}

std::uint64_t Scrapers::LastEdition(std::string_view project) const {
  const std::lock_guard lock(mutex_);
  return LastOf(project);
}

std::uint64_t Scrapers::LastOf(std::string_view project) const {
  std::uint64_t last = 0;
  for (const std::string_view name : {kAllProjects, project}) {
    if (const auto subject = subjects_.find(name); subject != subjects_.end())
      last = std::max(last, subject->second.last);
  }
  return last;
}

Scrapers::Subject* Scrapers::Find(std::string_view name) {
  const auto found = subjects_.find(name);
  return found == subjects_.end() ? nullptr : &found->second;
}

std::optional<std::uint64_t> Scrapers::GivenOf(std::string_view project, SteadyTime now) {
  std::vector<const Scraper*> regular;
  std::vector<const Scraper*> others;
  for (const std::string_view name : {kAllProjects, project}) {
    Subject* const subject = Find(name);
    if (subject == nullptr) continue;
    std::erase_if(subject->scrapers, [now](Scraper& scraper) { return !scraper.Remembers(now); });
    for (const Scraper& scraper : subject->scrapers) (scraper.IsRegular() ? regular : others).push_back(&scraper);
  }
  // Who came once may come again when the others do; one that runs by itself, in an interval of its own. As long as
  // nobody has come twice, that may be at any time.
  SteadyTime::duration interval = regular.empty() ? SteadyTime::duration::max() : SteadyTime::duration::zero();
  for (const Scraper* scraper : regular) interval = std::max(interval, *scraper->Interval());
  std::optional<std::uint64_t> least;
  const auto wait_for = [&](const Scraper& scraper) {
    const std::uint64_t given = scraper.Given(now);
    least = std::min(least.value_or(given), given);
  };
  for (const Scraper* scraper : regular) wait_for(*scraper);
  for (const Scraper* scraper : others) {
    const auto until_second =
        scraper->TellsTimeout() ? std::max<SteadyTime::duration>(interval, kUntilSecondVisit) : interval;
    if (interval >= kEarnest && now - scraper->last_visit() < until_second) wait_for(*scraper);
  }
  return least;
}

}  // namespace workspace_exporter
