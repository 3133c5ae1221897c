#include "collection/reconcile.h"

#include <algorithm>

#include "collection/listing_lookup.h"
#include "collection/listing_merge.h"

namespace workspace_exporter {

Listing Reconcile(Listing table, const Listing& full) {
  const WallTime known_until = full.BeganAt() - kListedAfter;
  std::erase_if(table.records, [&](const SessionRecord& record) {
    const WallTime from = CountsFrom(record.times);
    const bool may_be_later = from == kNoTime || from >= known_until || IsLive(record.state);
    return !may_be_later && FindRecord(full, record.key) == nullptr;
  });
  TakeIn(table, full, [&](const SessionRecord& record, const SessionRecord* known) {
    const bool in_window = CountsFrom(record.times) == kNoTime || StartedSince(record, table.query.begin);
    // One that was live then and is not in the table now has been forgotten.
    return in_window && (known != nullptr || !IsLive(record.state));
  });
  table.proof.items = table.records.size();
  return table;
}

std::uint64_t CountCorrections(const Listing& table, const Listing& full) {
  const WallTime known_until = std::min(KnownUntil(table), full.BeganAt() - kListedAfter);
  const auto should_be_in_table = [&](const SessionRecord& record) {
    return !IsLive(record.state) && StartedSince(record, table.query.begin) && CountsFrom(record.times) < known_until &&
           record.times.last_update < known_until;
  };
  std::uint64_t corrections = 0;
  for (const SessionRecord& record : full.records) {
    if (!should_be_in_table(record)) continue;
    const SessionRecord* const known = FindRecord(table, record.key);
    const bool alike =
        known != nullptr &&
        (IsLive(known->state) || (known->state == record.state &&
                                  (known->assumed || table.labels.At(known->labels) == full.labels.At(record.labels))));
    corrections += alike ? 0 : 1;
  }
  for (const SessionRecord& record : table.records) {
    const bool should_be_in_full = !IsLive(record.state) && CountsFrom(record.times) < known_until &&
                                   StartedSince(record, full.query.begin + kBesideWindow);
    corrections += should_be_in_full && FindRecord(full, record.key) == nullptr ? 1 : 0;
  }
  return corrections;
}

}  // namespace workspace_exporter
