#include "metrics/collection_counters.h"

#include <doctest/doctest.h>

#include "support/families.h"

namespace workspace_exporter {
namespace {

CollectionTotals TlsErrors(std::uint64_t errors, std::uint64_t corrections = 0) {
  CollectionTotals totals{.corrections = corrections};
  totals.errors[static_cast<std::size_t>(ErrorKind::kTls)] = errors;
  return totals;
}

std::vector<prometheus::MetricFamily> Show(CollectionCounters& counters, const CollectionTotals& totals,
                                           const Edition& edition) {
  FamilySet families;
  counters.AddTo(families, totals, edition);
  return std::move(families).Take();
}

double TlsErrorsOn(const std::vector<prometheus::MetricFamily>& page) {
  return SamplesOf(page, "huaweicloud_workspace_collection_errors_total")
      .value()
      .at({{"project", "p"}, {"reason", "tls"}});
}
double CorrectionsOn(const std::vector<prometheus::MetricFamily>& page) {
  return SamplesOf(page, "huaweicloud_workspace_resync_corrections_total").value().at({{"project", "p"}});
}

TEST_CASE("every reason is there from the first page on") {
  CollectionCounters counters("p");
  const auto page = Show(counters, {}, {.number = 1});
  CHECK(SamplesOf(page, "huaweicloud_workspace_collection_errors_total").value().size() == kReportedErrorKinds);
  CHECK(CorrectionsOn(page) == 0);
}

TEST_CASE("the first page of all has what was counted before it") {
  CollectionCounters counters("p");
  CHECK(TlsErrorsOn(Show(counters, TlsErrors(2), {.number = 1})) == 2);
  CHECK(TlsErrorsOn(Show(counters, TlsErrors(3), {.number = 2, .given = 1, .before = 1})) == 3);
}

TEST_CASE("a project that is new to those who scrape begins with 0") {
  CollectionCounters counters("p");
  const auto first = Show(counters, TlsErrors(1, 4), {.number = 30, .given = 29, .before = 29});
  CHECK(TlsErrorsOn(first) == 0);
  CHECK(CorrectionsOn(first) == 0);
  CHECK(TlsErrorsOn(Show(counters, TlsErrors(2, 4), {.number = 31, .given = 29, .before = 30})) == 0);
  const auto later = Show(counters, TlsErrors(3, 4), {.number = 32, .given = 30, .before = 31});
  CHECK(TlsErrorsOn(later) == 3);
  CHECK(CorrectionsOn(later) == 4);
}

TEST_CASE("a page that was overtaken takes nothing back") {
  CollectionCounters counters("p");
  CHECK(TlsErrorsOn(Show(counters, TlsErrors(2), {.number = 1})) == 2);
  CHECK(TlsErrorsOn(Show(counters, TlsErrors(1), {.number = 2, .given = 1, .before = 1})) == 2);
}

}  // namespace
}  // namespace workspace_exporter
