#include "collection/listing_merge.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "collection/listing_lookup.h"

namespace workspace_exporter {
namespace {

/// The label sets of one listing in the pool of another, each looked up once.
class Relabelling {
 public:
  Relabelling(const LabelPool& from, LabelPool& into) : from_(from), into_(into), known_(from.size(), kUnknown) {}

  LabelPool::Index operator()(LabelPool::Index index) {
    LabelPool::Index& known = known_[index];
    if (known == kUnknown) known = into_.Intern(from_.At(index));
    return known;
  }

 private:
  static constexpr LabelPool::Index kUnknown = std::numeric_limits<LabelPool::Index>::max();

  const LabelPool& from_;
  LabelPool& into_;
  std::vector<LabelPool::Index> known_;
};

}  // namespace

Listing CopyOf(const Listing& listing, std::size_t room,
               const std::function<std::optional<SessionRecord>(const SessionRecord&)>& change) {
  Listing copy{.labels = LabelPool({})};
  copy.records.reserve(listing.records.size() + room);
  Relabelling relabelled(listing.labels, copy.labels);
  for (const SessionRecord& record : listing.records) {
    const std::optional<SessionRecord> changed = change(record);
    if (!changed) continue;
    copy.records.push_back(*changed);
    copy.records.back().labels = relabelled(changed->labels);
  }
  return copy;
}

void TakeIn(Listing& table, const Listing& later,
            const std::function<bool(const SessionRecord& record, const SessionRecord* known)>& wanted) {
  std::vector<SessionRecord> missing;
  Relabelling relabelled(later.labels, table.labels);
  for (SessionRecord record : later.records) {
    const auto place = std::ranges::lower_bound(table.records, record.key, {}, &SessionRecord::key);
    const bool is_known = place != table.records.end() && place->key == record.key;
    if (!wanted(record, is_known ? &*place : nullptr)) continue;
    record.order = is_known ? place->order + 1 : 0;
    if (is_known && !Outdates(record, *place)) continue;
    record.labels = relabelled(record.labels);
    if (is_known) {
      *place = record;
    } else {
      missing.push_back(record);
    }
  }
  const auto middle = table.records.insert(table.records.end(), missing.begin(), missing.end());
  std::inplace_merge(table.records.begin(), middle, table.records.end(),
                     [](const SessionRecord& a, const SessionRecord& b) { return a.key < b.key; });
}

}  // namespace workspace_exporter
