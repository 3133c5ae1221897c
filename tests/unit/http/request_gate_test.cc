#include "http/request_gate.h"

#include <doctest/doctest.h>

#include "support/fake_clock.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

HttpResponse Refusal(const char* policy, const char* time) {
  return {.status = 429,
          .body = std::string(R"({"error_code":"APIGW.0308","error_msg":"policy )") + policy +
                  " over ratelimit,limit:1,time:" + time + "\"}"};
}

struct GateBench {
  explicit GateBench(Milliseconds patience = Milliseconds(0), bool is_of_identity = true)
      : gate(
            {.of_identity = is_of_identity ? &quota : nullptr, .of_address = pace}, patience, clock,
            [this] { return wanted; }, [this] { ++retried; }) {}

  FakeClock clock;
  bool wanted = true;
  HttpResponse answer = {.status = 200};
  int refusals = 1000;  // after so many answers a request succeeds
  int sent = 0;
  int retried = 0;
  RequestQuota quota{{.limit = 2, .window = 1min}, clock, {}};
  RequestQuota pace{{}, clock, {}};
  RequestGate gate;

  Result<HttpResponse> Pass() {
    return *gate.Pass([this]() -> Result<HttpResponse> {
      ++sent;
      return answer.status == 429 && refusals-- <= 0 ? HttpResponse{.status = 200} : answer;
    });
  }
};

TEST_CASE("after a throttling answer nothing is sent until the time it named has passed") {
  GateBench bench;
  bench.answer = {.status = 429, .headers = {{"Retry-After", "30"}}};
  CHECK(bench.Pass()->status == 429);
  bench.answer = {.status = 200};
  bench.clock.Advance(29s);
  const Result<HttpResponse> held = bench.Pass();
  REQUIRE_FALSE(held);
  CHECK(held.error().kind == ErrorKind::kThrottled);
  CHECK(bench.sent == 1);
  bench.clock.Advance(1s);
  CHECK(bench.Pass()->status == 200);
}

TEST_CASE("the quota in a throttling message is learnt by whom it is about") {
  for (const char* policy : {"user", "app", "ip"}) {
    GateBench bench;
    bench.answer = Refusal(policy, "5 minute");
    CHECK(bench.Pass()->status == 429);
    const bool is_of_address = std::string_view(policy) == "ip";
    const RequestQuota& learnt = is_of_address ? bench.pace : bench.quota;
    const RequestQuota& other = is_of_address ? bench.quota : bench.pace;
    CHECK(learnt.State().in_force == Quota{.limit = 1, .window = 5min});
    CHECK(learnt.State().closed == bench.clock.SteadyNow() + 5min);
    CHECK(other.State().closed == SteadyTime());
  }
}

TEST_CASE("where requests are of nobody, whatever is refused is a matter of the address") {
  GateBench bench(Milliseconds(0), /*is_of_identity=*/false);
  bench.answer = Refusal("user", "5 minute");
  CHECK(bench.Pass()->status == 429);
  CHECK(bench.pace.State().in_force == Quota{.limit = 1, .window = 5min});
}

TEST_CASE("a short throttling is waited for by who has the patience, a few times") {
  GateBench bench(/*patience=*/10s);
  const SteadyTime began = bench.clock.SteadyNow();
  bench.answer = Refusal("ip", "1 second");
  bench.refusals = 2;
  CHECK(bench.Pass()->status == 200);
  CHECK(bench.sent == 3);
  CHECK(bench.retried == 2);
  CHECK(bench.clock.SteadyNow() > began);

  GateBench in_vain(/*patience=*/10s);
  in_vain.answer = Refusal("ip", "1 second");
  CHECK(in_vain.Pass()->status == 429);
  CHECK(in_vain.sent == 5);
}

TEST_CASE("who has no patience never sends again, and who has some waits for a second, though no wait is asked for") {
  for (const char* no_wait : {"0", "Sun, 06 Nov 1994 08:49:37 GMT"}) {
    GateBench bench;
    bench.answer = {.status = 429, .headers = {{"Retry-After", no_wait}}};
    CHECK(bench.Pass()->status == 429);
    CHECK(bench.sent == 1);
    CHECK(bench.retried == 0);

    GateBench patient(/*patience=*/10s);
    patient.quota.ChangeOwn({});
    patient.answer = bench.answer;
    patient.refusals = 2;
    const SteadyTime began = patient.clock.SteadyNow();
    CHECK(patient.Pass()->status == 200);
    CHECK(patient.clock.SteadyNow() - began >= 2s);
    CHECK(patient.retried == 2);
  }
}

TEST_CASE("a long throttling is an answer, and the requests after it fail at once") {
  GateBench bench(/*patience=*/10s);
  bench.answer = Refusal("ip", "1 minute");
  CHECK(bench.Pass()->status == 429);
  CHECK(bench.Pass().error().kind == ErrorKind::kThrottled);
  CHECK(bench.sent == 1);
}

TEST_CASE("what one quota holds back spends nothing of the other") {
  GateBench bench;
  bench.pace.Refused(Quota{.limit = 1, .window = 1min}, 1min);
  CHECK(bench.Pass().error().message == "throttled: no request for another 60 s, a limit of this address");
  CHECK(bench.quota.State().used == 0);
}

TEST_CASE("a request that is not sent after all spends nothing") {
  GateBench bench;
  CHECK_FALSE(bench.gate.Pass([] { return std::nullopt; }));
  CHECK(bench.quota.State().used == 0);
  CHECK(bench.pace.State().used == 0);
}

TEST_CASE("what a refusal teaches is read out of every shape") {
  for (const char* body : {R"({"errorCode":"APIG.0308","errorMsg":"MESSAGE"})",
                           R"({"response":{"fault":{"error_code":"APIG.0308","error_msg":"MESSAGE"}}})"}) {
    for (const auto& [policy, time, window] :
         {std::tuple("user", "5 second", Milliseconds(5s)), std::tuple("api", "30 seconds", Milliseconds(30s)),
          std::tuple("app", "90 minute", Milliseconds(90min))}) {
      GateBench bench;
      bench.quota.ChangeOwn({});
      std::string text = body;
      text.replace(text.find("MESSAGE"), 7, std::string("policy ") + policy + " over ratelimit,limit:1,time:" + time);
      bench.answer = {.status = 429, .body = text};
      CHECK(bench.Pass()->status == 429);
      CHECK(bench.quota.State().in_force == Quota{.limit = 1, .window = window});
      CHECK(bench.quota.State().closed == bench.clock.SteadyNow() + window);
    }
  }
}

TEST_CASE("nothing is sent that nobody wants") {
  GateBench bench;
  bench.wanted = false;
  CHECK(bench.Pass().error().kind == ErrorKind::kCancelled);
  CHECK(bench.sent == 0);
  CHECK(bench.quota.State().used == 0);
}

}  // namespace
}  // namespace workspace_exporter
