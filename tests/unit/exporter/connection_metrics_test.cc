#include "exporter/answers/connection_metrics.h"

#include <doctest/doctest.h>

#include "support/families.h"

namespace workspace_exporter {
namespace {

TEST_CASE("every reason is shown from the start, and each counts its own") {
  ConnectionCounts counts;
  const ConnectionMetrics metrics(counts);
  const ConnectionCounts::Open open(counts);
  counts.Refused(Refusal::kSlowHead);
  const auto families = metrics.Collect();
  CHECK(SamplesOf(families, "workspace_exporter_connections")->begin()->second == 1);
  const auto refused = SamplesOf(families, "workspace_exporter_connections_refused_total");
  REQUIRE(refused);
  CHECK(refused->size() == kRefusals);
  double sum = 0;
  for (const auto& [labels, value] : *refused) sum += value;
  CHECK(sum == 1);
}

}  // namespace
}  // namespace workspace_exporter
