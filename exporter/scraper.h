#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "base/clock.h"
#include "web/receipt.h"

namespace workspace_exporter {

/// Who asks for a page.
struct Caller {
  std::string address = {};  ///< whole; empty: not known
  std::string agent = {};    ///< User-Agent; empty: none
  std::string host = {};     ///< what its connections are counted together by, see ClientOf
  std::uint64_t connection = 0;
  std::shared_ptr<const Receipt> receipt = {};  ///< of the answer, which tells its visit from all others
};

/// Who scrapes at such intervals, or longer ones, is taken for a scraper as they run in earnest.
inline constexpr SteadyTime::duration kEarnest = std::chrono::seconds(10);

/// One that scrapes, told apart by address and User-Agent: when it came in the last ten minutes, and what it has been
/// given. Not thread-safe.
///
/// Several scrapers may look like one, as behind a gateway that translates addresses. Where some keep their
/// connections, each of those counts for itself. One without a User-Agent that comes no more often than each ten
/// seconds may be two that take turns: what it has been given counts once the other would have come as well.
class Scraper final {
 public:
  explicit Scraper(Caller first) : who_(std::move(first)) {}

  bool Is(const Caller& caller) const { return caller.address == who_.address && caller.agent == who_.agent; }
  const std::string& host() const { return who_.host; }

  void Comes(const Caller& caller, SteadyTime now);
  /// A page of that number is made for a visit; false where that is none of its own.
  bool Begins(const Caller& caller, std::uint64_t page);
  /// Forgets visits of more than ten minutes ago; false where none is left.
  bool Remembers(SteadyTime now);

  bool IsRegular() const { return visits_.size() >= 2; }
  /// Between two of its visits, most times; nothing where it came once.
  std::optional<SteadyTime::duration> Interval() const;
  SteadyTime last_visit() const { return visits_.back().at; }
  /// The greatest number of a page that it has been given whole; of the one that has been given least, where several
  /// look like one.
  std::uint64_t Given(SteadyTime now) const;

 private:
  struct Visit {
    SteadyTime at = {};
    std::uint64_t connection = 0;
    std::shared_ptr<const Receipt> receipt = {};
    std::uint64_t page = 0;  ///< 0: not made yet
    bool IsGiven() const { return page > 0 && receipt->IsGiven(); }
  };

  std::uint64_t GivenBy(std::uint64_t connection) const;
  /// Nothing of what it has been given since then is known to have come to all that look like it.
  SteadyTime SureUntil(SteadyTime now) const;

  Caller who_;
  std::deque<Visit> visits_;  ///< in the order of time
};

}  // namespace workspace_exporter
