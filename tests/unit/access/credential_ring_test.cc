#include "access/credential_ring.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "access_bench.h"
#include "base/iso_time.h"
#include "support/credentials.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// An IAM that gives tokens of a day, numbered, for the password "right".
struct IamBench : AccessBench {
  int sign_ins = 0;
  int failures = 0;  // answers of 503 still to come

  IamBench() {
    files.Write("password", "right\n");
    hosts["iam"] = [this](const HttpRequest& request) -> Result<HttpResponse> {
      ++sign_ins;
      if (failures > 0 && failures-- > 0) return HttpResponse{.status = 503};
      if (request.body.find("\"right\"") == std::string::npos) return HttpResponse{.status = 401};
      return HttpResponse{
          .status = 201,
          .headers = {{"X-Subject-Token", fmt::format("token-{}", sign_ins)}},
          .body = fmt::format(R"({{"token":{{"expires_at":"{}"}}}})", FormatIsoTime(clock.Now() + 24h))};
    };
  }
};

TEST_CASE("a password is exchanged for a token, tried again where IAM fails, and counted as the first project's") {
  IamBench bench;
  bench.failures = 3;
  const auto ring = bench.RingOf(ByPassword("one"));
  const CredentialRing::Use use(*ring, "one");
  const Demand::Waiting waiting(ring->demand());
  CHECK(Shown(ring->credentials().Get()) == "token-4");
  CHECK(bench.observer.told == std::vector<std::string>{"one may ask sign_in"});
  CHECK(bench.observer.sent.back() == "one sign_in 201");
  CHECK(bench.observer.retried.size() == 3);
}

TEST_CASE("a renewal is tried once while a token is at hand") {
  IamBench bench;
  const auto ring = bench.RingOf(ByPassword("one"));
  const Demand::Waiting waiting(ring->demand());
  CHECK(Shown(ring->credentials().Get()) == "token-1");
  bench.clock.Advance(23h + 30min);
  bench.failures = 100;
  CHECK(Shown(ring->credentials().Get()) == "token-1");
  CHECK(bench.sign_ins == 2);
}

TEST_CASE("a refused password is not tried again, until its file is written again") {
  IamBench bench;
  bench.files.Write("password", "wrong");
  const auto ring = bench.RingOf(ByPassword("one"));
  const Demand::Waiting waiting(ring->demand());
  CHECK(ring->credentials().Get().error().message == "signing in: status 401");
  CHECK(ring->credentials().Get().error().message == "signing in: status 401; not tried again for 60 s");
  CHECK(bench.sign_ins == 1);
  bench.files.Write("password", "right");
  CHECK(Shown(ring->credentials().Get()) == "token-2");
}

TEST_CASE("nothing is asked for that no project waits for") {
  IamBench bench;
  const auto ring = bench.RingOf(ByPassword("one"));
  CHECK(ring->credentials().Get().error().kind == ErrorKind::kCancelled);
  CHECK(bench.sign_ins == 0);
}

TEST_CASE("a ring asks for nothing once its last project has stopped, though somebody still waits") {
  IamBench bench;
  const auto ring = bench.RingOf(ByPassword("one"));
  const Demand::Waiting waiting(ring->demand());
  CredentialRing::Use use(*ring, "one");
  CredentialRing::Use other(*ring, "other");
  use.GiveUp();
  use.GiveUp();
  CHECK(Shown(ring->credentials().Get()) == "token-1");
  CHECK(bench.observer.sent == std::vector<std::string>{"other sign_in 201"});
  other.GiveUp();
  bench.clock.Advance(25h);
  CHECK(ring->credentials().Get().error().message == "signing in: called off: nobody wants it any more");
  const CredentialRing::Use again(*ring, "one");
  CHECK(Shown(ring->credentials().Get()) == "token-2");
}

TEST_CASE("a sign-in that IAM fails is not tried again once its last project has stopped") {
  IamBench bench;
  const auto ring = bench.RingOf(ByPassword("one"));
  const Demand::Waiting waiting(ring->demand());
  CredentialRing::Use use(*ring, "one");
  const auto answer = bench.hosts["iam"];
  bench.hosts["iam"] = [&](const HttpRequest&) {
    use.GiveUp();
    return HttpResponse{.status = 503};
  };
  CHECK(ring->credentials().Get().error().kind == ErrorKind::kCancelled);
  CHECK(bench.SentTo("iam").size() == 1);
  CHECK(bench.observer.sent == std::vector<std::string>{" sign_in 503"});
}

TEST_CASE("sign-ins of many projects keep IAM's pace together") {
  IamBench bench;
  const SteadyTime began = bench.clock.SteadyNow();
  for (int project = 0; project < 20; ++project) {
    const auto ring = bench.RingOf(ByPassword(std::to_string(project)));
    const Demand::Waiting waiting(ring->demand());
    static std::vector<std::shared_ptr<CredentialRing>> kept;
    kept.push_back(ring);
    REQUIRE(ring->credentials().Get());
    if (project == 19) kept.clear();
  }
  CHECK(bench.clock.SteadyNow() - began == 3s);
}

TEST_CASE("a sign-in that is throttled waits for a short while, and learns") {
  IamBench bench;
  const auto answer = bench.hosts["iam"];
  int refusals = 1;
  bench.hosts["iam"] = [&](const HttpRequest& request) -> Result<HttpResponse> {
    if (refusals-- <= 0) return answer(request);
    return HttpResponse{
        .status = 429,
        .body = R"({"error_code":"APIGW.0308","error_msg":"policy ip over ratelimit,limit:2,time:1 second"})"};
  };
  const auto ring = bench.RingOf(ByPassword("one"));
  const Demand::Waiting waiting(ring->demand());
  const CredentialRing::Use use(*ring, "one");
  CHECK(Shown(ring->credentials().Get()) == "token-1");
  CHECK(bench.observer.sent.size() == 2);
  CHECK(bench.observer.retried == std::vector<std::string>{"one sign_in"});
}

TEST_CASE("what IAM refuses one user holds back no other; what it refuses the address, all") {
  for (const bool by_address : {false, true}) {
    IamBench bench;
    const auto answer = bench.hosts["iam"];
    bench.hosts["iam"] = [&](const HttpRequest& request) -> Result<HttpResponse> {
      if (request.body.find("\"busy\"") == std::string::npos) return answer(request);
      return HttpResponse{.status = 429,
                          .body = fmt::format(R"({{"errorCode":"APIG.0308","errorMsg":"policy {} over ratelimit,)"
                                              R"(limit:1,time:1 minute"}})",
                                              by_address ? "ip" : "user")};
    };
    ProjectOptions of_busy = ByPassword("one");
    of_busy.sign_in.iam_user = "busy";
    of_busy.identity = "password\naccount\nbusy";
    const auto busy = bench.RingOf(of_busy);
    const auto other = bench.RingOf(ByPassword("other"));
    const Demand::Waiting waits(busy->demand());
    const Demand::Waiting waits_too(other->demand());
    CHECK(busy->credentials().Get().error().kind == ErrorKind::kThrottled);
    CHECK(busy->credentials().Get().error().message.find("throttled: no request") != std::string::npos);
    CHECK(static_cast<bool>(other->credentials().Get()) == !by_address);
  }
}

TEST_CASE("projects share what they sign in with where it is the same, and tokens are each project's own") {
  IamBench bench;
  bench.hosts["api"] = bench.hosts["iam"];
  CHECK(bench.RingOf(ByKeys("one")) == bench.RingOf(ByKeys("one")));
  const auto one = bench.RingOf(ByKeys("one"));
  CHECK(bench.RingOf(ByKeys("other")) == one);
  const auto token = bench.RingOf(ByPassword("one"));
  CHECK(bench.RingOf(ByPassword("one")) == token);
  CHECK(bench.RingOf(ByPassword("other")) != token);
  ProjectOptions other_file = ByPassword("one");
  other_file.sign_in.iam_password_file = "other";
  CHECK(bench.RingOf(other_file) != token);
}

TEST_CASE("how long and how often is asked is each ring's own, and no matter where nobody is asked") {
  IamBench bench;
  const auto token = bench.RingOf(ByPassword("one"));
  const auto key = bench.RingOf(ByKeys("one"));
  ProjectOptions options = ByPassword("one");
  options.request_timeout += 1ms;
  CHECK(bench.RingOf(options) != token);
  options = ByKeys("one");
  options.request_timeout += 1ms;
  CHECK(bench.RingOf(options) == key);
  options.sign_in.agency = AgencyOptions{.name = "agency", .domain_name = "account"};
  const auto of_agency = bench.RingOf(options);
  options.retries += 1;
  CHECK(bench.RingOf(options) != of_agency);
}

TEST_CASE("keys of an agency are asked for with one's own") {
  IamBench bench;
  bench.files.Write("ak", "id");
  bench.files.Write("sk", "secret");
  bench.hosts["iam"] = [&](const HttpRequest& request) -> Result<HttpResponse> {
    CHECK(FindHeader(request.headers, "Authorization").find("Access=id,") != std::string_view::npos);
    return HttpResponse{
        .status = 201,
        .body = fmt::format(
            R"({{"credential":{{"access":"temporary","secret":"s","securitytoken":"t","expires_at":"{}"}}}})",
            FormatIsoTime(bench.clock.Now() + 1h))};
  };
  ProjectOptions options = ByKeys("one");
  options.sign_in.agency = AgencyOptions{.name = "agency", .domain_name = "account"};
  const auto ring = bench.RingOf(options);
  const CredentialRing::Use use(*ring, "one");
  const Demand::Waiting waiting(ring->demand());
  CHECK(Shown(ring->credentials().Get()) == "temporary/s/t");
  CHECK(bench.observer.sent == std::vector<std::string>{"one assume_role 201"});
  CHECK(bench.RingOf(ByKeys("one")) != ring);
}

TEST_CASE("keys of an agency that has a URN are asked for at STS, within its pace, and shared by who asks alike") {
  IamBench bench;
  bench.files.Write("ak", "id");
  bench.files.Write("sk", "secret");
  bench.hosts["sts"] = [&](const HttpRequest& request) -> Result<HttpResponse> {
    CHECK(FindHeader(request.headers, "Authorization").find("Access=id,") != std::string_view::npos);
    return HttpResponse{.status = 200,
                        .body = fmt::format(R"({{"credentials":{{"access_key_id":"temporary","secret_access_key":"s",)"
                                            R"("security_token":"t","expiration":"{}"}}}})",
                                            FormatIsoTime(bench.clock.Now() + 1h))};
  };
  ProjectOptions options = ByKeys("one");
  options.sign_in.agency = AgencyOptions{.urn = "iam::1:agency:a"};
  options.sts_endpoint = Origin{.host = "sts"};
  const auto ring = bench.RingOf(options);
  const CredentialRing::Use use(*ring, "one");
  const Demand::Waiting waiting(ring->demand());
  CHECK(Shown(ring->credentials().Get()) == "temporary/s/t");
  CHECK(bench.observer.sent == std::vector<std::string>{"one assume_role 200"});
  CHECK(bench.SentTo("iam").empty());
  CHECK(bench.RingOf(options) == ring);
  options.sign_in.agency->external_id = "other";
  CHECK(bench.RingOf(options) != ring);
}

TEST_CASE("where certificates cannot be used there is no ring") {
  AccessBench bench;
  const ProjectOptions options = ByPassword("one");
  CHECK(bench.rings.Of(bench.context, options, bench.identities.Of(options)).error().kind == ErrorKind::kTls);
}

}  // namespace
}  // namespace workspace_exporter
