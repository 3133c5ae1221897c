#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "exporter/scrapers/scraper.h"
#include "metrics/edition.h"

namespace workspace_exporter {

/// Numbers the pages that are made, and knows who has been given which, so that a new series is shown as 0 until all
/// who come regularly have seen that. A subject is what a page shows: the name of a project, or kAllProjects. Bounded:
/// of each subject it knows so many scrapers, and of each host so many, and forgets first whoever came once.
/// Thread-safe.
class Scrapers final {
 public:
  static constexpr std::string_view kAllProjects = {};

  /// A scrape of that subject has come.
  void Arrive(const Caller& caller, std::string_view subject, SteadyTime now);
  /// Its page is going to be made: the number of that. Before anything that it shows is read.
  std::uint64_t Begin(const Caller& caller, std::string_view subject);
  /// A page as that project's series see it. `page`: its number; 0 for one that is given to no scraper.
  Edition EditionOf(std::uint64_t page, std::string_view project, SteadyTime now);
  /// The number of the last page that was begun with that project on it, 0 where there was none.
  std::uint64_t LastEdition(std::string_view project) const;

 private:
  struct Subject {
    std::uint64_t first = 0;  ///< of its pages
    std::uint64_t last = 0;
    std::vector<Scraper> scrapers = {};
  };

  /// Null where all that are known come regularly, and there are as many as may be.
  static Scraper* Know(const Caller& caller, Subject& subject, SteadyTime now);
  Subject* Find(std::string_view name);
  std::uint64_t LastOf(std::string_view project) const;
  /// What all who are waited for have been given; nothing where nobody is known.
  std::optional<std::uint64_t> GivenOf(std::string_view project, SteadyTime now);

  mutable std::mutex mutex_;
  std::uint64_t pages_ = 0;
  std::map<std::string, Subject, std::less<>> subjects_;
};

}  // namespace workspace_exporter
