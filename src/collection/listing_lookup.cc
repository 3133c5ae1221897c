#include "collection/listing_lookup.h"

#include <algorithm>

namespace workspace_exporter {

const SessionRecord* FindRecord(const Listing& listing, const SessionKey& key) {
  const auto found = std::ranges::lower_bound(listing.records, key, {}, &SessionRecord::key);
  return found != listing.records.end() && found->key == key ? &*found : nullptr;
}

bool StartedSince(const SessionRecord& record, WallTime since) {
  const WallTime from = CountsFrom(record.times);
  return from != kNoTime && from >= since;
}

WallTime KnownUntil(const Listing& listing) {
  WallTime latest = kNoTime;
  for (const SessionRecord& record : listing.records) latest = std::max(latest, CountsFrom(record.times));
  return latest == kNoTime ? kNoTime : std::min(listing.BeganAt(), latest) - kListedAfter;
}

}  // namespace workspace_exporter
