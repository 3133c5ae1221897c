#include "metrics/process_metrics.h"

#include <doctest/doctest.h>

#include "support/families.h"

namespace workspace_exporter {
namespace {

TEST_CASE("a process tells of itself what client libraries tell") {
  const auto families = ProcessMetrics().Collect();
  for (const char* name :
       {"process_cpu_seconds_total", "process_max_fds", "process_open_fds", "process_resident_memory_bytes",
        "process_start_time_seconds", "process_threads", "process_virtual_memory_bytes"}) {
    CAPTURE(name);
    const auto samples = SamplesOf(families, name);
    REQUIRE(samples);
    CHECK(samples->begin()->second >= 0);
  }
  CHECK(SamplesOf(families, "process_start_time_seconds")->begin()->second > 1.6e9);
  CHECK(SamplesOf(families, "process_threads")->begin()->second >= 1);
}

}  // namespace
}  // namespace workspace_exporter
