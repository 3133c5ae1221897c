#include "access/project_access.h"

#include <doctest/doctest.h>

#include "access_bench.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

struct ProjectBench : AccessBench {
  ProjectBench() {
    files.Write("token", "token");
    files.Write("ak", "id");
    files.Write("sk", "secret");
    hosts["api"] = [](const HttpRequest&) { return HttpResponse{.status = 200}; };
    hosts["iam"] = [](const HttpRequest&) {
      return HttpResponse{.status = 200, .body = R"({"projects":[{"name":"region-1","id":"found"}]})"};
    };
  }
  std::unique_ptr<ProjectAccess> Make(const ProjectOptions& options) {
    Result<std::unique_ptr<ProjectAccess>> made = ProjectAccess::Create(context, options);
    REQUIRE(made);
    return *std::move(made);
  }
};

TEST_CASE("requests go out signed in while somebody waits, and for five minutes after; never once it is stopped") {
  ProjectBench bench;
  const auto access = bench.Make(ByTokenFile("one"));
  const auto kind = [&] { return access->api().Send({}, {}).error().kind; };
  CHECK(kind() == ErrorKind::kCancelled);
  {
    const ProjectAccess::Waiting waiting(*access);
    CHECK(access->api().Send({}, {})->status == 200);
  }
  bench.clock.Advance(5min - 1ms);
  CHECK(access->api().Send({}, {})->status == 200);
  bench.clock.Advance(1ms);
  CHECK(kind() == ErrorKind::kCancelled);
  const ProjectAccess::Waiting waiting(*access);
  access->Stop();
  CHECK(kind() == ErrorKind::kCancelled);
  CHECK(bench.SentTo("api").size() == 2);
}

TEST_CASE("a project that is stopped gives up what it signs in with") {
  ProjectBench bench;
  const ProjectOptions options = ByPassword("one");
  bench.files.Write("password", "right");
  const auto access = bench.Make(options);
  const ProjectAccess::Waiting waiting(*access);
  const auto ring = bench.rings.Of(bench.context, options, bench.identities.Of(options));
  REQUIRE(ring);
  access->Stop();
  CHECK((*ring)->credentials().Get().error().kind == ErrorKind::kCancelled);
  CHECK(bench.SentTo("iam").empty());
}

TEST_CASE("a project's id is looked up once, signed but without the id, and then goes with each request") {
  ProjectBench bench;
  ProjectOptions options = ByKeys("one");
  options.project_id = "";
  const auto access = bench.Make(options);
  const ProjectAccess::Waiting waiting(*access);
  CHECK(*access->ProjectId(10s) == "found");
  CHECK(*access->ProjectId(10s) == "found");
  REQUIRE(bench.SentTo("iam").size() == 1);
  CHECK(bench.SentTo("iam")[0].target == "/v3/projects?name=region-1");
  CHECK(FindHeader(bench.SentTo("iam")[0].headers, "X-Project-Id").empty());
  REQUIRE(access->api().Send({}, {}));
  CHECK(FindHeader(bench.SentTo("api")[0].headers, "X-Project-Id") == "found");
}

TEST_CASE("a look-up that fails says so, and is made again") {
  ProjectBench bench;
  const auto answer = bench.hosts["iam"];
  bench.hosts["iam"] = [](const HttpRequest&) { return HttpResponse{.status = 503}; };
  ProjectOptions options = ByKeys("one");
  options.project_id = "";
  const auto access = bench.Make(options);
  const ProjectAccess::Waiting waiting(*access);
  CHECK(access->ProjectId(10s).error().message ==
        "looking up the project: asking IAM for the project's id: status 503");
  bench.hosts["iam"] = answer;
  CHECK(*access->ProjectId(10s) == "found");
}

TEST_CASE("a configured id is taken as it is, and IAM is not reached") {
  ProjectBench bench;
  bench.hosts.erase("iam");
  const auto access = bench.Make(ByKeys("one"));
  CHECK(*access->ProjectId(10s) == "p");
}

TEST_CASE("a throttling answer of the list teaches the identity, and one by address all who ask from there") {
  for (const bool by_address : {false, true}) {
    ProjectBench bench;
    bench.hosts["api"] = [&](const HttpRequest&) {
      return HttpResponse{.status = 429,
                          .body = std::string(R"({"error_code":"APIGW.0308","error_msg":"policy )") +
                                  (by_address ? "ip" : "user") + R"( over ratelimit,limit:9,time:1 minute"})"};
    };
    const auto one = bench.Make(ByKeys("one"));
    const auto other = bench.Make(ByTokenFile("other"));  // another identity
    const ProjectAccess::Waiting waits(*one);
    const ProjectAccess::Waiting waits_too(*other);
    CHECK(one->api().Send({}, {})->status == 429);
    CHECK(one->api().Send({}, {}).error().kind == ErrorKind::kThrottled);
    CHECK(static_cast<bool>(other->api().Send({}, {})) == !by_address);
    CHECK((one->identity().quota.State().in_force.limit == 9) == !by_address);
    CHECK(one->Quotas().at(by_address ? 1 : 0).quota.State().in_force.limit == 9);
    CHECK((&one->Quotas().at(1).requests == &other->Quotas().at(1).requests));
    CHECK((&one->Quotas().at(0).requests != &other->Quotas().at(0).requests));
  }
}

}  // namespace
}  // namespace workspace_exporter
