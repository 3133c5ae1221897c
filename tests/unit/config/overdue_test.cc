#include "config/overdue.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using Limits = std::vector<OverdueAfter>;

TEST_CASE("each live state may have a time after which it is overdue") {
  CHECK(ParseOverdue("AppcInit=5m").value == Limits{{"AppcInit", std::chrono::minutes(5)}});
  CHECK(ParseOverdue("Active=1d, Disconnected=8h").value ==
        Limits{{"Active", std::chrono::days(1)}, {"Disconnected", std::chrono::hours(8)}});
}

TEST_CASE("states that are not live, come twice or have no time are faults") {
  for (const char* text : {"Sleeping=5m", "SignedOut=5m", "InitFail=5m", "active=5m", "Active", "Active=", "Active=x",
                           "Active=0", "Active=5m,Active=6m", "Active=5m,", "=5m", "Active=500d", "Active =5m"}) {
    CAPTURE(text);
    CHECK(ParseOverdue(text).problem != "");
  }
  CHECK(ParseOverdue("Active=5m,Active=6m").problem == "Active is named twice");
}

}  // namespace
}  // namespace workspace_exporter
