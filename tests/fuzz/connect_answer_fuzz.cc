// What a proxy answers to CONNECT.

#include "http/connect_answer.h"
#include "target.h"

namespace workspace_exporter {
namespace {

void CheckDecided(const ConnectAnswer& answer, std::string_view taken) {
  Require(answer.status() >= 100 && answer.status() <= 599, "a status that there is");
  Require(taken.starts_with("HTTP/1.") && taken.ends_with('\n'), "an answer of whole lines");
  if (answer.opened()) Require(taken.ends_with("\n\n") || taken.ends_with("\n\r\n"), "a tunnel begins behind a head");
  Require(taken.size() <= 16384, "a head that is not too large");
}

}  // namespace

void Fuzz(std::string_view input) {
  ConnectAnswer piecewise;
  for (std::size_t size = 1; size <= input.size(); ++size) {
    const Result<bool> decided = piecewise.Take(input.substr(size - 1, 1));
    if (decided && !*decided) continue;
    // The same in one piece, which is all that would have been read by then.
    ConnectAnswer whole;
    const Result<bool> at_once = whole.Take(input.substr(0, size));
    Require(bool(at_once) == bool(decided), "an answer is the same in whatever pieces it comes");
    if (!decided) return;
    Require(*at_once && whole.status() == piecewise.status(), "the same status");
    CheckDecided(piecewise, input.substr(0, size));
    if (piecewise.opened() && size < input.size()) {
      Require(!ConnectAnswer().Take(input), "nothing may stand where the tunnel begins");
    }
    return;
  }
}

}  // namespace workspace_exporter
