#include "exporter/projects/collection_log.h"

#include <doctest/doctest.h>

#include "recorded_log.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

struct CollectionLogBench {
  FakeClock clock;
  RecordedLog recorded;
  CollectionLog log{recorded.log, clock, "one"};

  LogLines Fails(ErrorKind kind, const std::string& message = "no answer") {
    log.Finished({.duration = 1500ms, .error = Error{kind, message}}, 0, 10s);
    return recorded.Take();
  }
  LogLines Succeeds() {
    log.Finished({.duration = 1500ms}, 3, 10s);
    return recorded.Take();
  }
};

LogLines Failed(const std::string& reason, int failures) {
  return {"level=error msg=\"collection failed\" project=one reason=" + reason +
          " error=\"no answer\" seconds=1.500 failures=" + std::to_string(failures)};
}

LogLines FailedAgain(const std::string& reason) {
  return {"level=debug msg=\"collection failed again\" project=one reason=" + reason};
}

TEST_CASE("a collection is told with its pages, what there is whole, and when the next may come") {
  CollectionLogBench bench;
  auto live = std::make_shared<Listing>(Listing{.labels = LabelPool({})});
  live->proof.items = 7;
  bench.log.Finished({.duration = 2s, .snapshot = {.live = live}}, 3, 10s);
  CHECK(bench.recorded.Take() == LogLines{"level=info msg=\"collection finished\" project=one seconds=2.000 pages=3 "
                                          "live_sessions=7 all_sessions=0 period_seconds=10.000"});
}

TEST_CASE("a failure of the kind before is told in full every five minutes") {
  CollectionLogBench bench;
  CHECK(bench.Fails(ErrorKind::kTimeout) == Failed("timeout", 1));
  bench.clock.Advance(5min - 1ms);
  CHECK(bench.Fails(ErrorKind::kTimeout) == FailedAgain("timeout"));
  bench.clock.Advance(1ms);
  CHECK(bench.Fails(ErrorKind::kTimeout) == Failed("timeout", 3));
  bench.clock.Advance(4min);
  CHECK(bench.Fails(ErrorKind::kTimeout) == FailedAgain("timeout"));
}

TEST_CASE("a failure of another kind is told at once") {
  CollectionLogBench bench;
  CHECK(bench.Fails(ErrorKind::kTimeout) == Failed("timeout", 1));
  CHECK(bench.Fails(ErrorKind::kServer) == Failed("server", 2));
  CHECK(bench.Fails(ErrorKind::kServer) == FailedAgain("server"));
}

TEST_CASE("what succeeds after failures says how many there were, and the next failure is told in full") {
  CollectionLogBench bench;
  bench.Fails(ErrorKind::kTimeout);
  bench.Fails(ErrorKind::kTimeout);
  const LogLines lines = bench.Succeeds();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == "level=info msg=\"collections succeed again\" project=one failures=2");
  CHECK(bench.Succeeds().size() == 1);
  CHECK(bench.Fails(ErrorKind::kTimeout) == Failed("timeout", 1));
}

TEST_CASE("a collection that was called off is no failure") {
  CollectionLogBench bench;
  bench.Fails(ErrorKind::kTimeout);
  CHECK(bench.Fails(ErrorKind::kCancelled, "stopping") ==
        LogLines{"level=info msg=\"collection called off\" project=one why=stopping"});
  CHECK(bench.Fails(ErrorKind::kTimeout) == FailedAgain("timeout"));
}

TEST_CASE("progress, disagreement and corrections are told, and no correction of nothing") {
  CollectionLogBench bench;
  CollectionProgress progress;
  progress.pages_planned = 30;
  progress.pages_read = 12;
  bench.log.UnderWay(progress);
  bench.log.Disagrees("live: 3");
  bench.log.Corrected(0);
  bench.log.Corrected(2);
  CHECK(bench.recorded.Take() ==
        LogLines{"level=info msg=\"collection under way\" project=one pages_read=12 pages_planned=30",
                 "level=warn msg=\"changes do not add up to the API's counts: a full listing is read\" project=one "
                 "difference=\"live: 3\"",
                 "level=warn msg=\"a full listing corrected the table\" project=one sessions=2"});
}

}  // namespace
}  // namespace workspace_exporter
