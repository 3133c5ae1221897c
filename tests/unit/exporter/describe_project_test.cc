#include "exporter/projects/describe_project.h"

#include <doctest/doctest.h>

#include "collection/listing.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime kThen = SteadyTime(1000s);

std::shared_ptr<const Listing> CompletedAt(SteadyTime time) {
  return std::make_shared<const Listing>(Listing{.labels = LabelPool({}), .completed = time});
}

TEST_CASE("a project is described as of a moment") {
  CollectionProgress progress;
  progress.pages_planned = 12;
  progress.pages_read = 5;
  const auto tally = std::make_shared<const SessionTally>();
  const ProjectView view = {
      .snapshot = {.live = CompletedAt(kThen), .every_state = CompletedAt(kThen - 1s), .tally = tally},
      .up = true,
      .collecting = true};
  const ProjectStatus status = DescribeProject({.name = "p"}, view, progress, 300'999ms, kThen + 2999ms);
  CHECK(status.name == "p");
  CHECK(status.up);
  CHECK(status.collecting);
  CHECK(status.pages_read == 5);
  CHECK(status.pages_planned == 12);
  CHECK(status.live_age == 2s);
  CHECK(status.ended_age == 3s);
  CHECK(status.max_staleness == 300s);
  CHECK(status.tally == tally);
  CHECK_FALSE(status.last_failure);
}

TEST_CASE("what is not there yet is not made up") {
  const ProjectStatus status = DescribeProject({}, {}, CollectionProgress(), 0ms, kThen);
  CHECK_FALSE(status.live_age);
  CHECK_FALSE(status.ended_age);
  CHECK(status.tally == nullptr);
}

TEST_CASE("the last failure comes with the hint at its cause") {
  const Error error = {.kind = ErrorKind::kThrottled, .message = "status 429, APIGW.0308: limit"};
  const ProjectView view = {
      .last_failure = std::make_shared<const FailedCollection>(FailedCollection{.error = error, .at = kThen})};
  const ProjectStatus status = DescribeProject({}, view, CollectionProgress(), 0ms, kThen + 90s);
  REQUIRE(status.last_failure);
  CHECK(status.last_failure->message == error.message);
  CHECK(status.last_failure->hint.find("quota") != std::string::npos);
  CHECK(status.last_failure->ago == 90s);
}

TEST_CASE("it has a table of groups where sessions are told apart by them") {
  const auto by_group = [](std::vector<std::string> labels) {
    return DescribeProject({.group_by = std::move(labels)}, {}, CollectionProgress(), 0ms, kThen).by_group;
  };
  CHECK(by_group({"session_state", "server_group"}));
  CHECK_FALSE(by_group({"session_state", "client_type"}));
}

}  // namespace
}  // namespace workspace_exporter
