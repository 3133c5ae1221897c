#include "collection/listing_merge.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace workspace_exporter {
namespace {

constexpr LabelPool::Index kUnknown = std::numeric_limits<LabelPool::Index>::max();

}  // namespace

ListingMerge::ListingMerge(std::size_t expected) : labels_({}) { records_.reserve(expected); }

void ListingMerge::BeginSource(const Listing& source) {
  ++source_number_;
  source_begin_ = records_.size();
  known_labels_.assign(source.labels.size(), kUnknown);
}

void ListingMerge::Append(const Listing& source, SessionRecord record) {
  LabelPool::Index& labels = known_labels_[record.labels];
  if (labels == kUnknown) labels = labels_.Intern(source.labels.At(record.labels));
  record.labels = labels;
  record.order = source_number_;
  records_.push_back(record);
}

void ListingMerge::EndSource() {
  const auto by_key = [](const SessionRecord& a, const SessionRecord& b) { return a.key < b.key; };
  const auto middle = records_.begin() + static_cast<std::ptrdiff_t>(source_begin_);
  std::inplace_merge(records_.begin(), middle, records_.end(), by_key);
}

Listing ListingMerge::Take() && {
  std::size_t kept = 0;
  for (const SessionRecord& record : records_) {
    if (kept == 0 || records_[kept - 1].key != record.key) {
      records_[kept++] = record;
    } else if (Outdates(record, records_[kept - 1])) {
      records_[kept - 1] = record;
    }
  }
  records_.resize(kept);
  return Listing{.labels = std::move(labels_), .records = std::move(records_)};
}

}  // namespace workspace_exporter
