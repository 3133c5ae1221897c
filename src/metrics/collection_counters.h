#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>

#include "collection/snapshot_source.h"
#include "metrics/edition.h"
#include "metrics/family_set.h"
#include "metrics/held_back.h"

namespace workspace_exporter {

/// What the collections of one project have counted so far.
struct CollectionTotals {
  std::array<std::uint64_t, kReportedErrorKinds> errors = {};  ///< collections that failed, by ErrorKind
  std::uint64_t corrections = 0;                               ///< rows that full listings found different
};

/// Shows the counters of one project's collections, all of them from its first page on. Thread-safe.
class CollectionCounters final {
 public:
  explicit CollectionCounters(std::string project) : project_(std::move(project)) {}

  void AddTo(FamilySet& families, const CollectionTotals& totals, const Edition& edition);

 private:
  const std::string project_;
  std::mutex mutex_;
  CollectionTotals seen_;
  HeldBack<ErrorKind, std::uint64_t> errors_;
  HeldBack<int, std::uint64_t> corrections_;  ///< one series
};

}  // namespace workspace_exporter
