#include "metrics/exporter_metrics.h"

#include <doctest/doctest.h>

#include "support/families.h"

namespace workspace_exporter {
namespace {

struct Told {
  double successful = 0;
  double at = 0;

  bool operator==(const Told&) const = default;
};

/// What is told of reloads at that time, in seconds.
class Reloads {
 public:
  void Taken(Configuration which, int at) { metrics_.ConfigTaken(which, WallTime(std::chrono::seconds(at))); }
  void Refused(Configuration which) { metrics_.ConfigRefused(which); }
  Told Now() const {
    const auto families = registry_.Collect();
    const std::string name = "workspace_exporter_config_last_reload_success";
    return {.successful = SamplesOf(families, name + "ful").value().begin()->second,
            .at = SamplesOf(families, name + "_timestamp_seconds").value().begin()->second};
  }

 private:
  prometheus::Registry registry_;
  ExporterMetrics metrics_{registry_, {}};
};

TEST_CASE("the last reload has failed until each configuration that was refused is taken") {
  using enum Configuration;
  Reloads reloads;
  reloads.Taken(kProgram, 1);
  CHECK(reloads.Now() == Told{1, 1});
  reloads.Refused(kWeb);
  CHECK(reloads.Now() == Told{0, 1});
  reloads.Taken(kProgram, 2);
  CHECK(reloads.Now() == Told{0, 2});
  reloads.Refused(kProgram);
  reloads.Taken(kWeb, 3);
  CHECK(reloads.Now() == Told{0, 3});
  reloads.Taken(kProgram, 4);
  CHECK(reloads.Now() == Told{1, 4});
}

}  // namespace
}  // namespace workspace_exporter
