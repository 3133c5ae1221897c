#include "collection/collector.h"

#include <map>
#include <mutex>
#include <new>
#include <optional>

#include <doctest/doctest.h>

#include "support/fake_clock.h"
#include "support/moving_list.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// A list for each of the two queries, or an error at an offset of it.
class FakePages final : public PageReader {
 public:
  Result<SessionPage> Read(const ListQuery& query, PageRange range) override {
    const std::lock_guard lock(mutex_);
    queries.push_back(query);
    const bool is_live = !query.states.empty();
    if (out_of_memory_at == std::pair(is_live, range.offset)) throw std::bad_alloc();
    if (const auto found = errors.find({is_live, range.offset}); found != errors.end()) return found->second;
    return (is_live ? live : all).Page(range);
  }

  MovingList live = MovingList(250);
  MovingList all = MovingList(120);
  std::map<std::pair<bool, std::uint64_t>, Error> errors;
  std::optional<std::pair<bool, std::uint64_t>> out_of_memory_at;
  std::vector<ListQuery> queries;

 private:
  std::mutex mutex_;
};

struct CollectorBench {
  /// `resync_interval`: 0 for nothing but full listings.
  explicit CollectorBench(Milliseconds interval = {}) : resync_interval(interval) {}

  const Milliseconds resync_interval;
  FakeClock clock;
  FakePages pages;
  CollectionProgress progress;
  ListingReader listings{pages, clock, {.concurrency = 4}, progress};
  Collector collector{listings,
                      clock,
                      {.lookback = 24h,
                       .live_lookback = 72h,
                       .server_group_id = "g7",
                       .resync = {.interval = resync_interval},
                       .callbacks = {.count_events = [this](const SessionEvents& some) { counted.push_back(some); },
                                     .count_corrections = [](std::uint64_t /*rows*/) {},
                                     .tell_disagreement = [](const std::string& /*difference*/) {},
                                     .tell_progress = [] {}}},
                      progress};
  std::vector<Snapshot> published;
  std::vector<SessionEvents> counted;

  Result<Done> Collect() {
    published.clear();
    return collector.Collect([this](Snapshot snapshot) { published.push_back(std::move(snapshot)); });
  }
};

TEST_CASE("the live sessions are published as soon as they are whole, then all") {
  CollectorBench bench;
  REQUIRE(bench.Collect());
  REQUIRE(bench.published.size() == 2);
  CHECK(bench.published[0].live->records.size() == 250);
  CHECK(bench.published[0].every_state == nullptr);
  CHECK(bench.published[1].live == bench.published[0].live);
  CHECK(bench.published[1].every_state->records.size() == 120);
  CHECK(bench.progress.pages_planned == 3 + 2);
  CHECK(bench.progress.pages_read == 3 + 2);
}

TEST_CASE("events are counted where both listings are whole, against the last time that they were") {
  CollectorBench bench;
  REQUIRE(bench.Collect());
  REQUIRE(bench.counted.size() == 1);
  CHECK(bench.counted[0].begin()->second.started == 0);
  bench.pages.live.InsertFront(3);
  bench.pages.errors.insert({{false, 99}, Error{ErrorKind::kServer, "status 503"}});
  REQUIRE_FALSE(bench.Collect());
  CHECK(bench.counted.size() == 1);
  bench.pages.errors.clear();
  bench.pages.live.InsertFront(2);
  REQUIRE(bench.Collect());
  REQUIRE(bench.counted.size() == 2);
  CHECK(bench.counted[1].begin()->second.started == 5);
}

TEST_CASE("all pages of a listing are of one window, that ends a day from now") {
  CollectorBench bench;
  REQUIRE(bench.Collect());
  const WallTime now = bench.clock.Now();
  for (const ListQuery& query : bench.pages.queries) {
    CHECK(query.begin == now - (query.states.empty() ? 24h : 72h));
    CHECK(query.end == now + 24h);
    CHECK(query.server_group_id == "g7");
  }
}

TEST_CASE("a listing with a page that cannot be read keeps its last place, and the page is named") {
  CollectorBench bench;
  REQUIRE(bench.Collect());
  const Snapshot before = bench.published.back();
  bench.pages.errors.insert({{false, 99}, Error{ErrorKind::kServer, "status 503"}});
  const Result<Done> done = bench.Collect();
  REQUIRE_FALSE(done);
  CHECK(done.error().kind == ErrorKind::kServer);
  CHECK(done.error().message == "sessions of every state: page at offset 99: status 503");
  REQUIRE(bench.published.size() == 1);
  CHECK(bench.published[0].live != before.live);
  CHECK(bench.published[0].every_state == before.every_state);
}

TEST_CASE("the other listing is still read where the API answers, and not where it does not") {
  CollectorBench bench;
  bench.pages.errors.insert({{true, 198}, Error{ErrorKind::kMalformed, "no JSON"}});
  CHECK(bench.Collect().error().kind == ErrorKind::kMalformed);
  REQUIRE(bench.published.size() == 1);
  CHECK(bench.published[0].live == nullptr);
  CHECK(bench.published[0].every_state != nullptr);

  bench.pages.errors.clear();
  bench.pages.errors.insert({{true, 0}, Error{ErrorKind::kTimeout, "no answer"}});
  bench.pages.queries.clear();
  CHECK(bench.Collect().error().kind == ErrorKind::kTimeout);
  CHECK(bench.published.empty());
  CHECK(bench.pages.queries.size() == 1);
}

TEST_CASE("a collection that meets nothing but time-outs ends with the first page that has failed for good") {
  CollectorBench bench(30min);
  bench.pages.all.InsertBack(1000);
  REQUIRE(bench.Collect());
  bench.pages.errors.insert({{false, 0}, Error{ErrorKind::kTimeout, "no answer"}});
  bench.pages.errors.insert({{true, 0}, Error{ErrorKind::kTimeout, "no answer"}});
  for (int i = 0; i < 3; ++i) {
    bench.pages.queries.clear();
    CHECK(bench.Collect().error().kind == ErrorKind::kTimeout);
    CHECK(bench.pages.queries.size() == 1);
    CHECK(bench.published.empty());
  }
}

TEST_CASE("if only the counts get no answer, the next collections begin with the live sessions") {
  CollectorBench bench(30min);
  bench.pages.all.InsertBack(1000);
  REQUIRE(bench.Collect());
  bench.pages.errors.insert({{false, 0}, Error{ErrorKind::kTimeout, "no answer"}});
  for (const std::size_t published : {0U, 1U, 1U}) {
    CHECK(bench.Collect().error().kind == ErrorKind::kTimeout);
    CHECK(bench.published.size() == published);
  }
  bench.pages.errors.clear();
  REQUIRE(bench.Collect());
  REQUIRE(bench.Collect());
  CHECK(bench.published.back().every_state->records.size() == 1120);
}

TEST_CASE("a listing that memory ran out in is an error, on whichever thread, and the next one is whole") {
  for (const bool is_live : {true, false}) {
    for (const std::uint64_t offset : {0U, 99U}) {
      CollectorBench bench;
      bench.pages.out_of_memory_at = {is_live, offset};
      const Result<Done> done = bench.Collect();
      REQUIRE_FALSE(done);
      CHECK(done.error().kind == ErrorKind::kInconsistent);
      CHECK(done.error().message.find("out of memory") != std::string::npos);
      bench.pages.out_of_memory_at.reset();
      REQUIRE(bench.Collect());
      CHECK(bench.published.back().live->records.size() == 250);
      CHECK(bench.published.back().every_state->records.size() == 120);
    }
  }
}

TEST_CASE("where events cannot be counted for want of memory, what was published stays whole") {
  CollectorBench bench;
  REQUIRE(bench.Collect());
  bool has_memory = false;
  CollectionProgress progress;
  Collector collector(bench.listings, bench.clock,
                      {.callbacks = {.count_events =
                                         [&](const SessionEvents& /*some*/) {
                                           if (!has_memory) throw std::bad_alloc();
                                         },
                                     .count_corrections = [](std::uint64_t /*rows*/) {},
                                     .tell_disagreement = [](const std::string& /*difference*/) {},
                                     .tell_progress = [] {}}},
                      progress);
  std::vector<Snapshot> published;
  const auto publish = [&](Snapshot snapshot) { published.push_back(std::move(snapshot)); };
  CHECK_THROWS_AS(static_cast<void>(collector.Collect(publish)), std::bad_alloc);
  CHECK(published.size() == 1);
  has_memory = true;
  REQUIRE(collector.Collect(publish));
  CHECK(published.back().every_state->records.size() == 120);
}

}  // namespace
}  // namespace workspace_exporter
