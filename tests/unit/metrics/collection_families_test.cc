#include "metrics/collection_families.h"

#include <doctest/doctest.h>

#include "support/families.h"
#include "support/listing_builder.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

std::vector<prometheus::MetricFamily> Show(const ProjectView& view) {
  CollectionProgress progress;
  progress.pages_planned = 7;
  progress.pages_read = 3;
  FamilySet families;
  AddCollectionFamilies(families,
                        {.project = "p", .lookback = 90min, .live_lookback = 24h, .max_staleness = 5min, .period = 12s},
                        view, progress);
  return std::move(families).Take();
}

double ValueOf(const std::vector<prometheus::MetricFamily>& families, const std::string& name, const Labels& labels) {
  return SamplesOf(families, "huaweicloud_workspace_" + name).value().at(labels);
}

TEST_CASE("before the first collection there is no proof") {
  const auto families = Show({});
  CHECK(ValueOf(families, "up", {{"project", "p"}}) == 0);
  CHECK(ValueOf(families, "lookback_seconds", {{"project", "p"}, {"listing", "ended"}}) == 5400);
  CHECK(ValueOf(families, "lookback_seconds", {{"project", "p"}, {"listing", "live"}}) == 86400);
  CHECK(ValueOf(families, "max_staleness_seconds", {{"project", "p"}}) == 300);
  CHECK(ValueOf(families, "collection_period_seconds", {{"project", "p"}}) == 12);
  CHECK(ValueOf(families, "collection_pages_planned", {{"project", "p"}}) == 7);
  CHECK(ValueOf(families, "collection_pages_read", {{"project", "p"}}) == 3);
  CHECK_FALSE(SamplesOf(families, "huaweicloud_workspace_collection_items"));
}

TEST_CASE("a whole listing is shown with its proof") {
  ProjectView view{.up = true, .collecting = true};
  view.snapshot.live = std::make_shared<const Listing>(ListingOf({{.id = "a"}, {.id = "b"}}, WallTime(), 60));
  const auto families = Show(view);
  const Labels live = {{"project", "p"}, {"listing", "live"}};
  CHECK(ValueOf(families, "up", {{"project", "p"}}) == 1);
  CHECK(ValueOf(families, "collection_in_progress", {{"project", "p"}}) == 1);
  CHECK(ValueOf(families, "snapshot_timestamp_seconds", live) == 60);
  CHECK(ValueOf(families, "collection_items", live) == 2);
  CHECK(ValueOf(families, "collection_expected_items", live) == 2);
  CHECK(ValueOf(families, "collection_duplicates", live) == 0);
}

}  // namespace
}  // namespace workspace_exporter
