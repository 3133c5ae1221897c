// An answer that refuses: its status, Retry-After and body, such as the gateway's of a quota (APIGW.0308), and what the
// quota makes of it. A line of the header's value, then the body.

#include <stop_token>
#include <string>

#include "base/utf8.h"
#include "http/error_answer.h"
#include "http/request_quota.h"
#include "support/fake_clock.h"
#include "target.h"

namespace workspace_exporter {
namespace {

constexpr Milliseconds kDay = std::chrono::hours(24);
constexpr std::uint64_t kMostRequests = 1'000'000;

void CheckText(std::string_view text, std::size_t longest) {
  Require(text.size() <= longest && IsValidUtf8(text) && !HoldsControlCharacters(text), "text for one line of a log");
}

/// No answer may close the quota for longer than a day, nor break its arithmetic.
void CheckQuota(std::optional<Quota> named, Milliseconds wait) {
  FakeClock clock;
  RequestQuota quota(Quota{}, clock, std::stop_token());
  for (int sent = 0; sent < 3; ++sent) {
    Require(bool(quota.Begin()), "a quota that nobody has taught lets pass");
    quota.End(/*sent=*/true);
  }
  quota.Refused(named, wait);
  const SteadyTime now = clock.SteadyNow();
  const QuotaState state = quota.State();
  Require(state.closed >= now && state.closed <= now + kDay, "closed for a day at most");
  Require(state.in_force.limit >= 0 && state.in_force.window > Milliseconds(0), "a quota that can be kept");
  Require(quota.RoomFor(kMostRequests) <= now + kDay, "room within a day");
  const Milliseconds period = quota.PeriodOf(kMostRequests);
  Require(period >= Milliseconds(0) && now + period >= now, "a period that there is a time after");
  clock.Advance(wait);
  const bool room = state.in_force.limit == 0 || quota.State().used < state.in_force.limit;
  if (room) Require(bool(quota.Begin()), "open again after the wait");
}

}  // namespace

void Fuzz(std::string_view input) {
  const std::size_t line = input.substr(0, input.find('\n')).size();
  HttpResponse response{.status = 429, .headers = {{"Retry-After", std::string(input.substr(0, line))}}};
  response.body = input.substr(line < input.size() ? line + 1 : line);
  const FakeClock clock;
  const ErrorAnswer answer = ParseErrorAnswer(response);
  for (const std::string& text : {answer.code, answer.message, answer.request_id}) CheckText(text, 200);
  for (const int status : {401, 404, 408, 429, 500}) {
    response.status = status;
    const Error error = ErrorFromAnswer(response, clock.Now());
    CheckText(error.message, 700);
    Require(error.retry_after.has_value() == (status == 429), "only a throttled request is told to wait");
    if (error.retry_after)
      Require(*error.retry_after >= Milliseconds(0) && *error.retry_after <= kDay, "a day at most");
    if (status == 429) CheckQuota(QuotaFromMessage(answer.message), *error.retry_after);
  }
  CheckQuota(QuotaFromMessage(input), Milliseconds(0));
}

}  // namespace workspace_exporter
