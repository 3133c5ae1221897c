#include "collection/snapshot_source.h"

#include <algorithm>
#include <atomic>
#include <latch>
#include <new>
#include <semaphore>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// A source whose collections end when the test says so.
struct SourceBench {
  FakeClock clock;
  std::counting_semaphore<> may_end{0};
  std::atomic<int> collections = 0;
  std::optional<Error> error;
  std::vector<CollectionReport> reports;
  SnapshotSource source{{.collect = [this](const PublishSnapshot& publish) -> Result<Done> {
                           ++collections;
                           may_end.acquire();
                           if (error) return *error;
                           publish({.tally = std::make_shared<const SessionTally>()});
                           return Done{};
                         },
                         .report = [this](const CollectionReport& report) { reports.push_back(report); },
                         .next_due = [](SteadyTime last_began) { return last_began + 10s; }},
                        clock};

  ~SourceBench() { may_end.release(100); }
  ScrapeResult Refresh(Deadline deadline) { return source.Await(source.Start(), deadline); }
  Deadline Soon() const { return Deadline::In(clock, 5s); }
};

TEST_CASE("a scrape starts a collection, and has its figures") {
  SourceBench bench;
  CHECK_FALSE(bench.source.View().up);
  bench.may_end.release();
  CHECK(bench.Refresh(Deadline()) == ScrapeResult::kCollected);
  CHECK(bench.source.View().up);
  CHECK(bench.source.View().snapshot.tally != nullptr);
  CHECK_FALSE(bench.source.View().collecting);
}

TEST_CASE("a collection that runs out of memory has failed, and the next one is made") {
  FakeClock clock;
  std::atomic<bool> has_memory = false;  // a report may come after the answer
  SnapshotSource source({.collect = [&](const PublishSnapshot& /*publish*/) -> Result<Done> {
                           if (!has_memory) throw std::bad_alloc();
                           return Done{};
                         },
                         .report =
                             [&](const CollectionReport& /*report*/) {
                               if (!has_memory) throw std::bad_alloc();
                             },
                         .next_due = [](SteadyTime last_began) { return last_began; }},
                        clock);
  CHECK(source.Await(source.Start(), Deadline()) == ScrapeResult::kFailed);
  CHECK(source.View().errors[static_cast<std::size_t>(ErrorKind::kInconsistent)] == 1);
  has_memory = true;
  CHECK(source.Await(source.Start(), Deadline()) == ScrapeResult::kCollected);
  CHECK(source.View().up);
}

TEST_CASE("the last failure stays to be told, also when a later collection succeeds") {
  SourceBench bench;
  bench.may_end.release(3);
  bench.Refresh(Deadline());
  CHECK(bench.source.View().last_failure == nullptr);
  bench.clock.Advance(10s);
  const SteadyTime failed = bench.clock.SteadyNow();
  bench.error = Error{.kind = ErrorKind::kServer, .message = "status 500"};
  bench.Refresh(Deadline());
  bench.clock.Advance(10s);
  bench.error.reset();
  CHECK(bench.Refresh(Deadline()) == ScrapeResult::kCollected);
  const auto failure = bench.source.View().last_failure;
  REQUIRE(failure != nullptr);
  CHECK(failure->error.message == "status 500");
  CHECK(failure->at == failed);
}

TEST_CASE("a collection that was called off is no failure to tell") {
  SourceBench bench;
  bench.error = Error{.kind = ErrorKind::kCancelled, .message = "stopped"};
  bench.may_end.release();
  bench.Refresh(Deadline());
  CHECK(bench.source.View().last_failure == nullptr);
}

TEST_CASE("within the least interval the last snapshot answers") {
  SourceBench bench;
  bench.may_end.release(2);
  bench.Refresh(Deadline());
  bench.clock.Advance(9s);
  CHECK(bench.Refresh(Deadline()) == ScrapeResult::kCached);
  CHECK(bench.collections == 1);
  bench.clock.Advance(1s);
  CHECK(bench.Refresh(Deadline()) == ScrapeResult::kCollected);
  CHECK(bench.collections == 2);
}

TEST_CASE("fifty scrapes at once share one collection") {
  SourceBench bench;
  std::vector<ScrapeResult> results(50);
  std::latch all_there(50);
  {
    std::vector<std::jthread> scrapes;
    for (ScrapeResult& result : results) {
      scrapes.emplace_back([&] {
        all_there.arrive_and_wait();
        result = bench.Refresh(Deadline());
      });
    }
    all_there.wait();
    bench.may_end.release();
  }
  CHECK(bench.collections == 1);
  CHECK(std::ranges::count(results, ScrapeResult::kCollected) == 1);
  CHECK(std::ranges::count(results, ScrapeResult::kStale) == 0);
  CHECK(std::ranges::count(results, ScrapeResult::kFailed) == 0);
}

TEST_CASE("when the deadline comes first the scrape is answered, and the collection serves the next one") {
  SourceBench bench;
  CHECK(bench.Refresh(bench.Soon()) == ScrapeResult::kStale);
  CHECK(bench.source.View().collecting);
  bench.clock.Advance(60s);
  bench.may_end.release();
  const ScrapeResult next = bench.Refresh(Deadline());
  CHECK((next == ScrapeResult::kShared || next == ScrapeResult::kCollected));
  CHECK(bench.collections <= 2);
  CHECK(bench.source.View().up);
}

TEST_CASE("a failed collection is told, counted by its kind, and leaves the snapshot") {
  SourceBench bench;
  bench.may_end.release(2);
  bench.Refresh(Deadline());
  const auto tally = bench.source.View().snapshot.tally;
  bench.clock.Advance(10s);
  bench.error = Error{ErrorKind::kThrottled, "status 429"};
  CHECK(bench.Refresh(Deadline()) == ScrapeResult::kFailed);
  const ProjectView view = bench.source.View();
  CHECK_FALSE(view.up);
  CHECK(view.snapshot.tally == tally);
  CHECK(view.errors[static_cast<std::size_t>(ErrorKind::kThrottled)] == 1);
}

TEST_CASE("a collection that was called off is no failure of the API") {
  SourceBench bench;
  bench.may_end.release(2);
  bench.Refresh(Deadline());
  bench.clock.Advance(10s);
  bench.error = Error{ErrorKind::kCancelled, "stopping"};
  bench.Refresh(Deadline());
  CHECK(bench.source.View().up);
  CHECK(bench.source.View().errors == std::array<std::uint64_t, kReportedErrorKinds>{});
}

TEST_CASE("a stop answers whoever waits") {
  SourceBench bench;
  std::jthread scrape([&] { CHECK(bench.Refresh(Deadline()) == ScrapeResult::kStale); });
  bench.source.Stop();
}

}  // namespace
}  // namespace workspace_exporter
