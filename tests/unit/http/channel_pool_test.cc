#include "http/channel_pool.h"

#include <doctest/doctest.h>

#include "support/fake_clock.h"
#include "support/scripted_channel.h"

namespace workspace_exporter {
namespace {

using std::chrono::seconds;

struct PoolRig {
  void Put(const std::string& name) { pool.Put(std::make_unique<ScriptedChannel>(name, 1)); }
  /// Empty where there is none.
  std::string Take() {
    const IdleChannel idle = pool.Take();
    return idle.channel != nullptr ? static_cast<ScriptedChannel&>(*idle.channel).answer : std::string();
  }

  FakeClock clock;
  ChannelPool pool{clock};
};

TEST_CASE("the connection used last is taken first") {
  PoolRig rig;
  rig.Put("a");
  rig.Put("b");
  CHECK(rig.Take() == "b");
  CHECK(rig.Take() == "a");
  CHECK(rig.Take().empty());
}

TEST_CASE("a connection is kept for fifteen seconds and no longer") {
  PoolRig rig;
  rig.Put("a");
  rig.clock.Advance(Milliseconds(14'999));
  CHECK(rig.Take() == "a");
  rig.Put("a");
  rig.clock.Advance(seconds(15));
  CHECK(rig.Take().empty());
}

TEST_CASE("one that is in use does not keep the others from ageing") {
  PoolRig rig;
  rig.Put("a");
  rig.clock.Advance(seconds(10));
  rig.Put("b");
  rig.clock.Advance(seconds(10));
  CHECK(rig.Take() == "b");
  CHECK(rig.Take().empty());
}

TEST_CASE("with a forgotten connection all go that have been idle for as long or longer") {
  PoolRig rig;
  rig.Put("older");
  rig.clock.Advance(seconds(1));
  rig.Put("as old");
  rig.Put("forgotten");
  const IdleChannel forgotten = rig.pool.Take();
  rig.clock.Advance(seconds(5));
  rig.Put("proved alive meanwhile");
  rig.pool.DropIdleSince(forgotten.since);
  CHECK(rig.Take() == "proved alive meanwhile");
  CHECK(rig.Take().empty());
}

}  // namespace
}  // namespace workspace_exporter
