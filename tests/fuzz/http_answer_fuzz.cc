// The answer to a request of ours, head and body, in pieces of the size that the first byte says.

#include <algorithm>
#include <string>

#include "http/exchange.h"
#include "support/fake_clock.h"
#include "support/scripted_channel.h"
#include "target.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kMaxBody = 1000;

Exchanged Run(ScriptedChannel& channel) {
  const FakeClock clock;
  const CancelSignal never{std::stop_token()};
  return Exchange(channel, {.target = "/"}, kMaxBody, IoWait(clock, Deadline(), never));
}

void CheckAnswer(const HttpResponse& answer) {
  Require(answer.status >= 100 && answer.status <= 599, "a status that there is");
  Require(answer.body.size() <= kMaxBody, "a body within its limit");
  for (const auto& [name, value] : answer.headers) {
    Require((name + value).find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos, "a header of one line");
  }
}

}  // namespace

void Fuzz(std::string_view input) {
  if (input.empty()) return;
  const std::size_t piece = 1 + static_cast<unsigned char>(input.front());
  const std::string answer(input.substr(1));
  ScriptedChannel channel(answer, piece);
  ScriptedChannel at_once_channel(answer, answer.size() + 1);
  const Exchanged exchanged = Run(channel);
  const Exchanged at_once = Run(at_once_channel);
  Require(exchanged.received == !answer.empty(), "received what came");
  Require(bool(exchanged.answer) == bool(at_once.answer), "an answer is the same in whatever pieces it comes");
  if (!exchanged.answer) {
    const ErrorKind kind = exchanged.answer.error().kind;
    Require(kind == ErrorKind::kMalformed || kind == ErrorKind::kNetwork, "an error that is documented");
    Require(!exchanged.reusable, "a connection that broke is of no more use");
    return;
  }
  CheckAnswer(*exchanged.answer);
  Require(exchanged.answer->status == at_once.answer->status && exchanged.answer->body == at_once.answer->body,
          "the same answer");
  Require(!at_once.reusable || at_once_channel.at == answer.size(), "nothing is left for the next answer");
}

}  // namespace workspace_exporter
