#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "exporter/scrapers/scrapers.h"

namespace workspace_exporter {

using Fate = Receipt::Fate;

/// Scrapes at moments of one test, all from one address.
class ScrapersBench {
 public:
  /// A page, which meets that fate; its number. `at` is since the beginning.
  std::uint64_t Scrape(const std::string& agent, Milliseconds at, Fate fate = Fate::kTaken,
                       std::string_view subject = Scrapers::kAllProjects) {
    return ScrapeAs({.agent = agent}, at, fate, subject);
  }
  /// By a connection that is kept.
  std::uint64_t ScrapeBy(int connection, const std::string& agent, Milliseconds at) {
    auto& is_open = open_[connection];
    if (is_open == nullptr) is_open = std::make_shared<const char>();
    return ScrapeAs({.agent = agent, .connection = is_open}, at, Fate::kWritten);
  }
  std::uint64_t ScrapeAs(Caller caller, Milliseconds at, Fate fate = Fate::kTaken,
                         std::string_view subject = Scrapers::kAllProjects) {
    caller.address = caller.host = "192.0.2.1";
    caller.receipt = last_receipt = std::make_shared<Receipt>();
    scrapers.Arrive(caller, subject, kBegin + at);
    const std::uint64_t page = scrapers.Begin(caller, subject);
    seen = scrapers.EditionOf(page, "p", kBegin + at);
    last_receipt->Becomes(fate);
    return page;
  }
  void Close(int connection) { open_.erase(connection); }
  /// What all who are waited for have been given.
  std::uint64_t Given(Milliseconds at) { return scrapers.EditionOf(0, "p", kBegin + at).given; }

  Scrapers scrapers;
  Edition seen;  ///< of the last page
  std::shared_ptr<Receipt> last_receipt;

 private:
  static constexpr SteadyTime kBegin = SteadyTime(std::chrono::hours(1));

  std::map<int, std::shared_ptr<const char>> open_;
};

}  // namespace workspace_exporter
