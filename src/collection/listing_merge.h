#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "collection/listing.h"

namespace workspace_exporter {

/// Puts records of several listings together to one, in which each session is once, by the record that holds. What is
/// added later counts as read later. Label sets that no record has any more are left behind. Not thread-safe.
class ListingMerge final {
 public:
  /// Room for so many records.
  explicit ListingMerge(std::size_t expected);

  /// Adds what `change`, which returns an optional record, makes of each record of a listing.
  template <typename Change>
  void Add(const Listing& source, const Change& change) {
    BeginSource(source);
    for (const SessionRecord& record : source.records) {
      if (const std::optional<SessionRecord> changed = change(record)) Append(source, *changed);
    }
    EndSource();
  }

  /// The records, and the labels that they have; the rest of the listing is the caller's to fill in.
  Listing Take() &&;

 private:
  void BeginSource(const Listing& source);
  void Append(const Listing& source, SessionRecord record);
  void EndSource();

  LabelPool labels_;
  std::vector<SessionRecord> records_;
  std::size_t source_begin_ = 0;
  std::uint32_t source_number_ = 0;
  std::vector<LabelPool::Index> known_labels_;  // of the source, by its own index
};

}  // namespace workspace_exporter
