#include "exporter/projects/project_set.h"

#include <semaphore>
#include <thread>

#include <doctest/doctest.h>

#include "projects_bench.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;

TEST_CASE("a project whose options have not changed stays; others come, and go without another request") {
  ProjectsBench bench;
  ProjectOptions changing = ByTokenFile("changing");
  REQUIRE(bench.projects.Replace({ByTokenFile("going"), ByTokenFile("staying"), changing}));
  const auto before = bench.projects.List();
  changing.page_size = 50;
  REQUIRE(bench.projects.Replace({changing, ByTokenFile("coming"), ByTokenFile("staying")}));
  CHECK(bench.Names() == Names{"changing", "coming", "staying"});
  CHECK(bench.made == 5);
  const auto after = bench.projects.List();
  CHECK((*after)[2] == (*before)[1]);
  CHECK((*after)[0] != (*before)[2]);
  for (const auto& project : *after) CHECK(IsServed(*project));
  CHECK_FALSE(IsServed(*(*before)[0]));
  CHECK_FALSE(IsServed(*(*before)[2]));
}

TEST_CASE("where one project cannot be made, nothing changes") {
  ProjectsBench bench;
  REQUIRE(bench.projects.Replace({ByTokenFile("one")}));
  const auto before = bench.projects.List();
  ProjectOptions elsewhere = ByTokenFile("elsewhere");
  elsewhere.endpoint.host = "no-certificates";
  const Result<Done> replaced = bench.projects.Replace({ByTokenFile("two"), elsewhere});
  REQUIRE_FALSE(replaced);
  CHECK(replaced.error().kind == ErrorKind::kTls);
  CHECK(replaced.error().message == "project elsewhere: no certificates");
  CHECK(bench.projects.List() == before);
  CHECK(IsServed(*before->front()));
}

TEST_CASE("projects of one identity take the quota that a reload gives it") {
  ProjectsBench bench;
  ProjectOptions one = ByTokenFile("one");
  REQUIRE(bench.projects.Replace({one}));
  const auto before = bench.projects.List();
  one.api_quota = {.limit = 7, .window = 1min};
  REQUIRE(bench.projects.Replace({one}));
  const auto after = bench.projects.List();
  CHECK(&after->front()->identity() == &before->front()->identity());
  CHECK(after->front()->identity().quota.State().in_force.limit == 7);
}

TEST_CASE("a project that is no longer served goes once its last collection has ended") {
  ProjectsBench bench;
  std::binary_semaphore asked(0);
  std::binary_semaphore may_answer(0);
  bench.hosts["api"] = [&](const HttpRequest&) -> Result<HttpResponse> {
    asked.release();
    may_answer.acquire();
    return Error{ErrorKind::kCancelled, "stopped"};
  };
  REQUIRE(bench.projects.Replace({ByTokenFile("one")}));
  std::weak_ptr<Project> watched;
  {
    const auto list = bench.projects.List();
    watched = list->front();
    const Project::Scrape scrape(*list->front());
    asked.acquire();
    REQUIRE(bench.projects.Replace({}));
  }
  bench.projects.DropRetired();
  CHECK_FALSE(watched.expired());
  may_answer.release();
  while (watched.lock()->View().collecting) std::this_thread::yield();
  bench.projects.DropRetired();
  CHECK(watched.expired());
}

TEST_CASE("a stopped set sends no request any more") {
  ProjectsBench bench;
  REQUIRE(bench.projects.Replace({ByTokenFile("one"), ByTokenFile("two")}));
  bench.projects.Stop();
  const auto list = bench.projects.List();
  for (const auto& project : *list)
    CHECK(project->ReadOneSession({.begin = WallTime(), .end = WallTime()}).error().kind == ErrorKind::kCancelled);
  CHECK(bench.SentTo("api").empty());
}

}  // namespace
}  // namespace workspace_exporter
