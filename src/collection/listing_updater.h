#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "collection/listing.h"
#include "collection/listing_reader.h"

namespace workspace_exporter {

/// Brings a listing of every state up to now without reading it again: by a whole listing of the live sessions, by what
/// has started since, and by the records of those that are no longer live; and proves by the API's own counts that
/// the outcome is whole. For ended sessions do not change any more. One update at a time.
class ListingUpdater final {
 public:
  /// Both outlive it.
  ListingUpdater(ListingReader& listings, const Clock& clock) : listings_(listings), clock_(clock) {}

  /// What the API counts of a window.
  struct Counts {
    ListQuery window = {};
    std::uint64_t all = 0;
    std::uint64_t signed_out = 0;
    SteadyTime at = {};
  };

  /// `window` asks for every state. An update begins with it, before the live listing is read, so that whatever happens
  /// from then on lies between two counts.
  Result<Counts> Count(ListQuery window);

  /// `every` is the last listing of every state, `live` one of the live sessions that was read since `before`.
  /// Sessions that have left the live ones count as SignedOut; their records are read as far as `fetches_at_most`
  /// windows bring them, the others in later updates. kInconsistent where table and API do not agree: then `every` has
  /// to be read afresh.
  Result<Listing> Update(const Counts& before, const Listing& every, const Listing& live, std::size_t fetches_at_most);

  /// After a full listing: narrow windows are tried again, since a session that the API has removed looks as if they
  /// did not work.
  void TryNarrowWindows() { narrow_windows_work_ = true; }

 private:
  Result<Listing> BringUp(const Listing& every, const Listing& live, const ListQuery& window,
                          std::size_t fetches_at_most);
  Result<Listing> Fetch(Listing table, bool unknown_only, std::size_t& windows_left);
  Result<Done> FetchNarrow(const Listing& table, const std::vector<SessionRecord>& wanted, std::size_t& windows_left,
                           std::vector<Listing>& fetched);
  Result<Done> FetchWide(const Listing& table, const std::vector<SessionRecord>& wanted, std::size_t& windows_left,
                         std::vector<Listing>& fetched);

  ListingReader& listings_;
  const Clock& clock_;
  bool narrow_windows_work_ = true;  // false once one did not bring a session that had started in it
};

}  // namespace workspace_exporter
