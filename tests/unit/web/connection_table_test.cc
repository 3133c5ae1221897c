#include "web/connection_table.h"

#include <vector>

#include <doctest/doctest.h>

#include "support/fake_clock.h"
#include "web/peer_address.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// A table of connections that have no sockets, each of which comes a second after the one before.
struct Bench {
  WebLimits limits{.connections = 4, .connections_per_address = 2, .connections_of_machine = 3};
  ConnectionCounts counts;
  FakeClock clock;
  ConnectionTable table{limits, counts, clock, 100};
  SteadyTime now;

  std::optional<std::uint64_t> Add(const std::string& client) {
    now += 1s;
    return table.Add(PlainStream(FileDescriptor()), client, now);
  }
  std::vector<std::uint64_t> AddAll(const std::vector<std::string>& clients) {
    std::vector<std::uint64_t> ids;
    for (const std::string& client : clients) ids.push_back(Add(client).value());
    return ids;
  }
  bool IsThere(std::uint64_t id) { return table.Find(id) != nullptr; }
  /// Has its answer written from now on, and so many bytes of that not taken.
  void Writes(std::uint64_t id, std::size_t bytes = 1) {
    now += 1s;
    table.Find(id)->Answer(std::string(bytes, 'x'), /*keep_alive=*/true, now);
  }
};

TEST_CASE("a client at its limit makes room for itself, by what has let us wait longest") {
  Bench bench;
  const auto ids = bench.AddAll({"192.0.2.1", "192.0.2.2", "192.0.2.1"});
  bench.Writes(ids[0]);
  CHECK(bench.Add("192.0.2.1"));
  CHECK(bench.IsThere(ids[0]));
  CHECK(bench.IsThere(ids[1]));
  CHECK_FALSE(bench.IsThere(ids[2]));
  CHECK(bench.counts.refused(Refusal::kTooManyOfAddress) == 1);
  CHECK(bench.counts.open() == 3);
}

TEST_CASE("the machine itself may have more than others, but not all") {
  Bench bench;
  const auto ids = bench.AddAll({kThisMachine, kThisMachine, kThisMachine});
  CHECK(bench.counts.refused(Refusal::kTooManyOfAddress) == 0);
  CHECK(bench.Add(kThisMachine));
  CHECK_FALSE(bench.IsThere(ids[0]));
  CHECK(bench.counts.refused(Refusal::kTooManyOfAddress) == 1);
}

TEST_CASE("at the limit in all, the client with most connections makes room") {
  Bench bench;
  const auto ids = bench.AddAll({"192.0.2.9", kThisMachine, kThisMachine, "192.0.2.8"});
  CHECK(bench.Add("192.0.2.7"));
  CHECK(bench.IsThere(ids[0]));
  CHECK_FALSE(bench.IsThere(ids[1]));
  CHECK(bench.counts.refused(Refusal::kTooMany) == 1);
}

TEST_CASE("a connection that goes makes room as well") {
  Bench bench;
  const auto ids = bench.AddAll({"192.0.2.1", "192.0.2.1"});
  bench.table.Remove(ids[1]);
  bench.table.Remove(ids[1]);
  CHECK(bench.Add("192.0.2.1"));
  CHECK(bench.IsThere(ids[0]));
  CHECK(bench.counts.open() == 2);
}

TEST_CASE("without a file any client makes room, and with none there is nobody to") {
  Bench bench;
  CHECK_FALSE(bench.table.MakeRoom(Refusal::kNoDescriptors));
  bench.Add("192.0.2.1");
  CHECK(bench.table.MakeRoom(Refusal::kNoDescriptors));
  CHECK(bench.table.empty());
  CHECK(bench.counts.refused(Refusal::kNoDescriptors) == 1);
}

TEST_CASE("answers that are not taken go over their limit by the slowest client first") {
  Bench bench;
  bench.limits.answer_bytes = 250;
  const auto ids = bench.AddAll({"192.0.2.1", "192.0.2.2", "192.0.2.3"});
  bench.Writes(ids[2], 100);
  bench.Writes(ids[0], 100);
  bench.table.LimitAnswers();
  CHECK(bench.counts.refused(Refusal::kSlowReader) == 0);
  bench.Writes(ids[1], 100);
  bench.table.LimitAnswers();
  CHECK(bench.IsThere(ids[0]));
  CHECK(bench.IsThere(ids[1]));
  CHECK_FALSE(bench.IsThere(ids[2]));
  CHECK(bench.counts.refused(Refusal::kSlowReader) == 1);
}

TEST_CASE("an answer that is larger than the limit alone is let be") {
  Bench bench;
  bench.limits.answer_bytes = 250;
  const auto ids = bench.AddAll({"192.0.2.1", "192.0.2.2"});
  bench.Writes(ids[0], 100);
  bench.Writes(ids[1], 300);
  bench.table.LimitAnswers();
  CHECK_FALSE(bench.IsThere(ids[0]));
  CHECK(bench.IsThere(ids[1]));
}

TEST_CASE("the next deadline is that of the connection that has least time left") {
  Bench bench;
  CHECK(bench.table.NextDeadline() == SteadyTime::max());
  const auto ids = bench.AddAll({"192.0.2.1", "192.0.2.2"});
  const SteadyTime first = bench.table.Find(ids[0])->deadline();
  CHECK(bench.table.NextDeadline() == first);
  CHECK_FALSE(bench.table.FindDue(first - 1ms));
  CHECK(bench.table.FindDue(first) == ids[0]);
}

}  // namespace
}  // namespace workspace_exporter
