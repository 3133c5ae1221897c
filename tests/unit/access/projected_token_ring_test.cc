#include <doctest/doctest.h>
#include <fmt/format.h>

#include "access/credential_ring.h"
#include "access_bench.h"
#include "base/iso_time.h"
#include "support/credentials.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

/// One that signs in by pod identity at "agent".
ProjectOptions ByPodIdentity(std::string name) {
  ProjectOptions options = ByKeys(std::move(name));
  options.sign_in = {
      .method = SignInOptions::Method::kPodIdentity,
      .pod_identity = {.origin = {.tls = false, .host = "agent"}, .target = "/v1/credentials", .token_file = "pod"}};
  return options;
}

/// An agent that gives numbered keys of six hours for the token "good".
struct AgentBench : AccessBench {
  int asked = 0;

  AgentBench() {
    files.Write("pod", "good\n");
    hosts["agent"] = [this](const HttpRequest& request) -> Result<HttpResponse> {
      ++asked;
      if (FindHeader(request.headers, "Authorization") != "good") return HttpResponse{.status = 401};
      return HttpResponse{
          .status = 200,
          .body = fmt::format(
              R"({{"credentials":{{"accessKeyId":"key-{}","secretAccessKey":"s","securityToken":"t","expiration":"{}"}}}})",
              asked, FormatIsoTime(clock.Now() + 6h))};
    };
  }
};

TEST_CASE("keys of pod identity are renewed before they expire, with the token that the file holds then") {
  AgentBench bench;
  const auto ring = bench.RingOf(ByPodIdentity("one"));
  const CredentialRing::Use use(*ring, "one");
  const Demand::Waiting waiting(ring->demand());
  CHECK(Shown(ring->credentials().Get()) == "key-1/s/t");
  bench.files.Write("pod", "wrong");
  bench.clock.Advance(5h);
  CHECK(Shown(ring->credentials().Get()) == "key-1/s/t");
  CHECK(bench.asked == 1);
  // Due, and refused: the old one lives.
  bench.clock.Advance(20min + 1s);
  CHECK(Shown(ring->credentials().Get()) == "key-1/s/t");
  CHECK(bench.asked == 2);
  CHECK(Shown(ring->credentials().Get()) == "key-1/s/t");
  CHECK(bench.asked == 2);
  // Another token is tried at once.
  bench.files.Write("pod", "good");
  CHECK(Shown(ring->credentials().Get()) == "key-3/s/t");
  CHECK(bench.observer.told == std::vector<std::string>{"one may ask pod_identity"});
  CHECK(bench.observer.sent ==
        std::vector<std::string>{"one pod_identity 200", "one pod_identity 401", "one pod_identity 200"});
}

TEST_CASE(
    "a token of a pod that is refused waits until its file is written again, and one that cannot be read for nothing") {
  AgentBench bench;
  bench.files.Remove("pod");
  const auto ring = bench.RingOf(ByPodIdentity("one"));
  const Demand::Waiting waiting(ring->demand());
  CHECK(ring->credentials().Get().error().message == "pod: the file cannot be read: No such file or directory");
  CHECK(bench.asked == 0);
  bench.files.Write("pod", "wrong");
  CHECK(ring->credentials().Get().error().message == "asking for a key by pod identity: status 401");
  CHECK(ring->credentials().Get().error().message ==
        "asking for a key by pod identity: status 401; not tried again for 10 s");
  CHECK(bench.asked == 1);
  bench.files.Write("pod", "good");
  CHECK(Shown(ring->credentials().Get()) == "key-2/s/t");
}

TEST_CASE("an agency is assumed with keys of pod identity") {
  AgentBench bench;
  bench.hosts["iam"] = [&](const HttpRequest& request) -> Result<HttpResponse> {
    CHECK(FindHeader(request.headers, "X-Security-Token") == "t");
    return HttpResponse{
        .status = 201,
        .body = fmt::format(
            R"({{"credential":{{"access":"temporary","secret":"s","securitytoken":"t","expires_at":"{}"}}}})",
            FormatIsoTime(bench.clock.Now() + 1h))};
  };
  ProjectOptions options = ByPodIdentity("one");
  options.sign_in.agency = AgencyOptions{.name = "agency", .domain_name = "account"};
  const auto ring = bench.RingOf(options);
  const Demand::Waiting waiting(ring->demand());
  CHECK(Shown(ring->credentials().Get()) == "temporary/s/t");
  CHECK(bench.observer.sent == std::vector<std::string>{" pod_identity 200", " assume_role 201"});
}

TEST_CASE("the agent of the node is reached without a proxy, one of elsewhere as the APIs are") {
  AgentBench bench;
  std::vector<Endpoint> reached;
  Network network(bench.clock, bench.stop.get_token(), [&](const Endpoint& endpoint) {
    reached.push_back(endpoint);
    return Result<std::shared_ptr<HttpTransport>>(std::make_shared<FakeTransport>(bench.hosts["agent"]));
  });
  const AccessContext context = {.clock = bench.clock,
                                 .stop = bench.stop.get_token(),
                                 .network = network,
                                 .identities = bench.identities,
                                 .rings = bench.rings,
                                 .files = bench.files,
                                 .observer = bench.observer,
                                 .random = [] { return 0.5; }};
  ProjectOptions options = ByPodIdentity("one");
  options.proxy = Origin{.tls = false, .host = "proxy", .port = 3128};
  options.ca_file = "ca.pem";
  CHECK(CredentialRing::Create(context, options, bench.identities.Of(options)));
  options.sign_in.pod_identity.origin.tls = true;
  CHECK(CredentialRing::Create(context, options, bench.identities.Of(options)));
  REQUIRE(reached.size() == 2);
  CHECK_FALSE(reached[0].proxy);
  CHECK(reached[1].proxy);
  CHECK(reached[1].ca_file == "ca.pem");
}

/// One that signs in by the id token in the file "id".
ProjectOptions ByIdToken(std::string name) {
  ProjectOptions options = ByPassword(std::move(name));
  options.sign_in = {.method = SignInOptions::Method::kOidc, .idp_id = "provider", .id_token_file = "id"};
  return options;
}

/// An IAM that takes the id token "good", for which it gives tokens of projects of a day.
struct FederationBench : AccessBench {
  int sign_ins = 0;

  FederationBench() {
    files.Write("id", "good\n");
    hosts["iam"] = [this](const HttpRequest& request) -> Result<HttpResponse> {
      ++sign_ins;
      if (request.target == "/v3.0/OS-AUTH/id-token/tokens") {
        if (request.body.find("\"good\"") == std::string::npos) return HttpResponse{.status = 401};
        return HttpResponse{.status = 201, .headers = {{"X-Subject-Token", "unscoped"}}, .body = "{}"};
      }
      CHECK(request.body.find("\"unscoped\"") != std::string::npos);
      return HttpResponse{
          .status = 201,
          .headers = {{"X-Subject-Token", fmt::format("token-{}", sign_ins)}},
          .body = fmt::format(R"({{"token":{{"expires_at":"{}"}}}})", FormatIsoTime(clock.Now() + 24h))};
    };
  }
};

TEST_CASE("an id token is exchanged for one of the project, anew each time, in two requests that count as sign-ins") {
  FederationBench bench;
  const auto ring = bench.RingOf(ByIdToken("one"));
  const CredentialRing::Use use(*ring, "one");
  const Demand::Waiting waiting(ring->demand());
  CHECK(Shown(ring->credentials().Get()) == "token-2");
  CHECK(bench.observer.told == std::vector<std::string>{"one may ask sign_in"});
  CHECK(bench.observer.sent == std::vector<std::string>{"one sign_in 201", "one sign_in 201"});
  bench.clock.Advance(23h + 30min);
  CHECK(Shown(ring->credentials().Get()) == "token-4");
}

TEST_CASE("a refused id token is not tried again, until its file is written again") {
  FederationBench bench;
  bench.files.Write("id", "expired");
  const auto ring = bench.RingOf(ByIdToken("one"));
  const Demand::Waiting waiting(ring->demand());
  CHECK(ring->credentials().Get().error().message == "giving IAM the id token: status 401");
  CHECK(ring->credentials().Get().error().message == "giving IAM the id token: status 401; not tried again for 60 s");
  CHECK(bench.sign_ins == 1);
  bench.files.Write("id", "good");
  CHECK(Shown(ring->credentials().Get()) == "token-3");
}

TEST_CASE("a token of an id token is of one project, a key of a pod's identity of all") {
  FederationBench bench;
  bench.hosts["agent"] = bench.hosts["iam"];
  const auto token = bench.RingOf(ByIdToken("one"));
  CHECK(bench.RingOf(ByIdToken("one")) == token);
  CHECK(bench.RingOf(ByIdToken("other")) != token);
  const auto key = bench.RingOf(ByPodIdentity("one"));
  CHECK(bench.RingOf(ByPodIdentity("other")) == key);
}

}  // namespace
}  // namespace workspace_exporter
