#include "collection/reconcile.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "collection/listing_lookup.h"
#include "collection/listing_merge.h"

namespace workspace_exporter {

Listing Reconcile(const Listing& table, const Listing& full) {
  const WallTime known_until = full.BeganAt() - kListedAfter;
  ListingMerge merge(table.records.size() + full.records.size());
  merge.Add(table, [&](const SessionRecord& record) -> std::optional<SessionRecord> {
    const WallTime from = CountsFrom(record.times);
    const bool may_be_later = from == kNoTime || from >= known_until || IsLive(record.state);
    return may_be_later || FindRecord(full, record.key) != nullptr ? std::optional(record) : std::nullopt;
  });
  merge.Add(full, [&](const SessionRecord& record) -> std::optional<SessionRecord> {
    if (CountsFrom(record.times) != kNoTime && !StartedSince(record, table.query.begin)) return std::nullopt;
    // A session that was live then and is not in the table now has been forgotten, and one that is not live has ended.
    if (IsLive(record.state) && FindRecord(table, record.key) == nullptr) return std::nullopt;
    return record;
  });
  Listing listing = std::move(merge).Take();
  listing.query = table.query;
  listing.proof = {.items = listing.records.size(), .expected = table.proof.expected};
  listing.completed_at = table.completed_at;
  listing.completed = table.completed;
  listing.duration = table.duration;
  return listing;
}

std::uint64_t CountCorrections(const Listing& table, const Listing& full) {
  const WallTime known_until = std::min(KnownUntil(table), full.BeganAt() - kListedAfter);
  const auto is_news = [&](const SessionRecord& record) {
    return !IsLive(record.state) && StartedSince(record, table.query.begin) && CountsFrom(record.times) < known_until &&
           record.times.last_update < known_until;
  };
  std::uint64_t corrections = 0;
  for (const SessionRecord& record : full.records) {
    if (!is_news(record)) continue;
    const SessionRecord* const known = FindRecord(table, record.key);
    const bool alike =
        known != nullptr &&
        (IsLive(known->state) || (known->state == record.state &&
                                  (known->assumed || table.labels.At(known->labels) == full.labels.At(record.labels))));
    corrections += alike ? 0 : 1;
  }
  for (const SessionRecord& record : table.records) {
    const bool should_be_there = !IsLive(record.state) && CountsFrom(record.times) < known_until &&
                                 StartedSince(record, full.query.begin + kBesideWindow);
    corrections += should_be_there && FindRecord(full, record.key) == nullptr ? 1 : 0;
  }
  return corrections;
}

}  // namespace workspace_exporter
