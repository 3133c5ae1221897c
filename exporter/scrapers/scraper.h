#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "web/receipt.h"

namespace workspace_exporter {

/// Who asks for a page.
struct Caller {
  std::string address = {};    ///< whole; empty: not known
  std::string agent = {};      ///< User-Agent; empty: none
  std::string client = {};     ///< for whom a proxy says that it asks, see ForwardedFor
  bool tells_timeout = false;  ///< how long it waits, as what scrapes by itself does, and a person does not
  std::string host = {};       ///< what its connections are counted together by, see ClientOf
  std::weak_ptr<const void> connection = {};    ///< expires with that
  std::shared_ptr<const Receipt> receipt = {};  ///< of the answer, which tells its visit from all others
};

/// Who scrapes at such intervals, or longer ones, is taken for a scraper as they run in earnest.
inline constexpr SteadyTime::duration kEarnest = std::chrono::seconds(10);

/// One that scrapes, told apart by address, User-Agent and for whom a proxy asks: when it came in the last ten minutes,
/// and what it has been given. Not thread-safe.
///
/// Several scrapers may look like one, as behind a gateway that translates addresses. Where one keeps its connection,
/// each connection that is open counts for itself. What comes in the rhythm of two that take turns, or without a
/// User-Agent, each no more often than each ten seconds, may be two: what it has been given counts once the other would
/// have come as well.
class Scraper final {
 public:
  explicit Scraper(Caller first) : who_(std::move(first)) {}

  bool Is(const Caller& caller) const {
    return caller.address == who_.address && caller.agent == who_.agent && caller.client == who_.client;
  }
  bool TellsTimeout() const { return who_.tells_timeout; }
  const std::string& host() const { return who_.host; }

  void Comes(const Caller& caller, SteadyTime now);
  /// A page of that number is made for a visit; false where that is none of its own.
  bool Begins(const Caller& caller, std::uint64_t page);
  /// Forgets visits of more than ten minutes ago; false where none is left.
  bool Remembers(SteadyTime now);

  bool IsRegular() const { return visits_.size() >= 2; }
  /// Between two of its visits, most times; nothing where it came once.
  std::optional<SteadyTime::duration> Interval() const { return IntervalOf(All()); }
  SteadyTime last_visit() const { return visits_.back().at; }
  /// The greatest number of a page that it has been given whole; of the one that has been given least, where several
  /// look like one.
  std::uint64_t Given(SteadyTime now) const;

 private:
  struct Visit {
    SteadyTime at = {};
    std::weak_ptr<const void> connection = {};
    std::shared_ptr<const Receipt> receipt = {};
    std::uint64_t page = 0;  ///< 0: not made yet
    bool IsGiven() const { return page > 0 && receipt->IsGiven(); }
  };

  using Visits = std::vector<const Visit*>;

  /// Between two of them, most times; nothing where there is one.
  static std::optional<SteadyTime::duration> IntervalOf(const Visits& visits);
  /// As Given, of some of its visits.
  std::uint64_t GivenOn(const Visits& visits, SteadyTime now) const;
  /// Nothing of what was given since then is known to have come to all that look like it.
  SteadyTime SureUntil(const Visits& visits, SteadyTime now) const;
  Visits All() const;

  Caller who_;
  std::deque<Visit> visits_;  ///< in the order of time
};

}  // namespace workspace_exporter
