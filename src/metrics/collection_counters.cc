#include "metrics/collection_counters.h"

#include <utility>

namespace workspace_exporter {
namespace {

/// A page that was overtaken brings an older total.
std::uint64_t GrowthOf(std::uint64_t& seen, std::uint64_t total) {
  return total > seen ? total - std::exchange(seen, total) : 0;
}

}  // namespace

void CollectionCounters::AddTo(FamilySet& families, const CollectionTotals& totals, const Edition& edition) {
  const std::lock_guard lock(mutex_);
  for (std::size_t i = 0; i < kReportedErrorKinds; ++i) {
    const std::uint64_t more = GrowthOf(seen_.errors[i], totals.errors[i]);
    errors_.AddFromTheStart(static_cast<ErrorKind>(i), more, edition.before);
  }
  corrections_.AddFromTheStart(0, GrowthOf(seen_.corrections, totals.corrections), edition.before);
  errors_.Begin(edition);
  corrections_.Begin(edition);
  FamilyWriter errors = families.Counter("collection_errors_total", "Collections that failed, by reason.");
  for (const auto& [kind, entry] : errors_.entries()) {
    errors.Add({{"project", project_}, {"reason", Name(kind)}}, static_cast<double>(entry.shown));
  }
  families.Counter("resync_corrections_total", "Ended sessions that a full listing found different from the table.")
      .Add({{"project", project_}}, static_cast<double>(corrections_.entries().at(0).shown));
}

}  // namespace workspace_exporter
