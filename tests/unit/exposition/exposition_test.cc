#include "exposition/exposition.h"

#include <doctest/doctest.h>

#include "inflate.h"

namespace workspace_exporter {
namespace {

const std::vector<prometheus::MetricFamily>& Families() {
  static const std::vector<prometheus::MetricFamily> kFamilies = {
      {.name = "x_total", .help = "", .type = prometheus::MetricType::Counter, .metric = {prometheus::ClientMetric()}}};
  return kFamilies;
}

TEST_CASE("without headers a page is plain text") {
  const Exposition exposition = Expose(Families(), "", "");
  CHECK(exposition.body == "# TYPE x_total counter\nx_total 0\n");
  CHECK(exposition.content_type == "text/plain; version=0.0.4; charset=utf-8");
  CHECK_FALSE(exposition.gzip);
}

TEST_CASE("format and coding are what the headers ask for") {
  const Exposition exposition = Expose(Families(), "application/openmetrics-text", "gzip");
  CHECK(exposition.gzip);
  CHECK(Inflate(exposition.body) == "# TYPE x counter\nx_total 0\n# EOF\n");
  CHECK(exposition.content_type == "application/openmetrics-text; version=1.0.0; charset=utf-8");
}

}  // namespace
}  // namespace workspace_exporter
