#include "web/check_gate.h"

#include <atomic>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("no more of one client than its share, and none where as many wait as may") {
  CheckGate gate({.at_once = 2, .waiting = 0, .of_one_peer = 1});
  auto a = gate.Enter("a");
  CHECK(a);
  CHECK_FALSE(gate.Enter("a"));
  {
    const auto b = gate.Enter("b");
    CHECK(b);
    CHECK_FALSE(gate.Enter("c"));
  }
  CHECK(gate.Enter("c"));
  a.reset();
  CHECK(gate.Enter("a"));
}

TEST_CASE("never more at once than allowed, and all that wait have their turn") {
  CheckGate gate({.at_once = 2, .waiting = 100, .of_one_peer = 100});
  std::atomic<int> inside = 0;
  std::atomic<int> most = 0;
  std::atomic<int> done = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 200; ++j) {
          const auto turn = gate.Enter("a");
          const int now = ++inside;
          for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
          }
          --inside;
          if (turn) ++done;
        }
      });
    }
  }
  CHECK(most <= 2);
  CHECK(done == 8 * 200);
}

}  // namespace
}  // namespace workspace_exporter
