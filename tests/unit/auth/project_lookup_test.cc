#include "auth/project_lookup.h"

#include <doctest/doctest.h>

#include "support/fake_clock.h"
#include "support/fake_transport.h"

namespace workspace_exporter {
namespace {

struct LookupBench {
  HttpResponse answer;
  FakeTransport iam{[this](const HttpRequest&) -> Result<HttpResponse> { return answer; }};

  Result<std::string> LookUp(const std::string& body, const std::string& region = "eu-1") {
    answer = {.status = 200, .body = body};
    return LookUpProject(iam, region, FakeClock(), {});
  }
};

TEST_CASE("the one project of the region's name is found, and not those below it") {
  LookupBench bench;
  const Result<std::string> id =
      bench.LookUp(R"({"projects":[{"id":"p2","name":"eu-1_team"},{"id":"p1","name":"eu-1"}],"links":{}})");
  REQUIRE(id);
  CHECK(*id == "p1");
  REQUIRE(bench.iam.requests().size() == 1);
  CHECK(bench.iam.requests()[0].method == "GET");
  CHECK(bench.iam.requests()[0].target == "/v3/projects?name=eu-1");
}

TEST_CASE("the region's name is encoded") {
  LookupBench bench;
  CHECK_FALSE(bench.LookUp(R"({"projects":[]})", "a&b"));
  CHECK(bench.iam.requests()[0].target == "/v3/projects?name=a%26b");
}

TEST_CASE("none or several are an error that says how to name one") {
  LookupBench bench;
  const Result<std::string> none = bench.LookUp(R"({"projects":[]})");
  REQUIRE_FALSE(none);
  CHECK(none.error().kind == ErrorKind::kRejected);
  CHECK(none.error().message == "asking IAM for the project's id: 0 projects are named eu-1; set project_id");
  const Result<std::string> two = bench.LookUp(R"({"projects":[{"id":"p1","name":"eu-1"},{"id":"p2","name":"eu-1"}]})");
  CHECK(two.error().message == "asking IAM for the project's id: 2 projects are named eu-1; set project_id");
}

TEST_CASE("an answer that is no list of projects is malformed, a refusal is what it is") {
  LookupBench bench;
  for (const char* body : {"", "[]", "{}", R"({"projects":{}})", R"({"projects":[{"name":"eu-1"}]})"}) {
    CHECK(bench.LookUp(body).error().kind == ErrorKind::kMalformed);
  }
  CHECK(bench.LookUp(R"({"projects":[7,{"id":1,"name":2}]})").error().kind == ErrorKind::kRejected);
  bench.answer = {.status = 403};
  CHECK(LookUpProject(bench.iam, "eu-1", FakeClock(), {}).error().kind == ErrorKind::kAuth);
}

}  // namespace
}  // namespace workspace_exporter
