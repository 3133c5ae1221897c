#include <algorithm>
#include <deque>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "support/simulated_day.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;

/// The label sets that the records of a listing have.
std::size_t LabelSetsInUse(const Listing& listing) {
  std::set<LabelPool::Index> used;
  for (const SessionRecord& record : listing.records) used.insert(record.labels);
  return used.size();
}

TEST_CASE("a week of sessions with names that nobody had before leaves nothing behind") {
  Day day(MovingCloud::Order::kNewest, MovingCloud::Reading::kStart, /*ended_before=*/900, /*live_before=*/60);
  std::deque<std::string> names;  // rows point to them
  day.Collect();
  std::size_t most_records = 0;
  std::size_t most_sets = 0;
  for (int i = 1; i <= 7 * 24 * 6; ++i) {
    day.clock.Advance(10min);
    day.Churn(6, 6);
    auto& newest = day.cloud.rows().front();
    names.push_back("client " + std::to_string(i));
    newest.labels[static_cast<std::size_t>(SessionLabel::kClientType)] = names.back();
    day.Collect();
    if (i % 18 != 0) continue;
    const Listing& table = *day.snapshot.every_state;
    CHECK(table.labels.size() <= LabelSetsInUse(table) + 20);
    if (i < 2 * 24 * 6) {
      most_records = std::max(most_records, table.records.capacity());
      most_sets = std::max(most_sets, table.labels.size());
    } else {
      CHECK(table.records.capacity() <= most_records * 11 / 10);
      CHECK(table.labels.size() <= most_sets * 11 / 10);
    }
  }
  MESSAGE("at most " << most_records << " records and " << most_sets << " label sets in the first two days");
}

}  // namespace
}  // namespace workspace_exporter
