#include "metrics/series_folder.h"

#include <string>

#include <doctest/doctest.h>

#include "support/label_sets.h"
#include "support/listing_builder.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using enum SessionState;

constexpr SteadyTime kFoldedAt{100s};

Series Of(std::string_view group, std::string_view client, std::string_view code = {}) {
  return {DefaultLabels(group, client, code), code.empty() ? kActive : kInitFail};
}

SeriesFolder FolderOf(std::size_t limit) { return {limit, kDefaultLabels, 1h}; }

Series Show(SeriesFolder& folder, const Series& series, SteadyTime now = kFoldedAt) {
  return folder.Show({series}, now)[0];
}

TEST_CASE("as many series as the limit says keep their labels") {
  SeriesFolder folder = FolderOf(3);
  const std::vector<Series> series = {Of("a", "Mac"), Of("a", "Mac", "1"), Of("b", "Mac")};
  CHECK(folder.Show(series, kFoldedAt) == series);
}

TEST_CASE("failure codes fold first, and of series that come together those without a failure keep their labels") {
  SeriesFolder folder = FolderOf(2);
  CHECK(folder.Show({Of("a", "Mac", "1"), Of("a", "Mac", "2"), Of("a", "Mac"), Of("b", "Mac")}, kFoldedAt) ==
        std::vector{Of("a", "Mac", "_other"), Of("a", "Mac", "_other"), Of("a", "Mac"), Of("b", "Mac")});
}

TEST_CASE("client types fold next where a session did not fail, and its code stays empty") {
  SeriesFolder folder = FolderOf(1);
  Show(folder, Of("a", "Mac"));
  CHECK(Show(folder, Of("a", "Linux")) == Of("a", "_other"));
  CHECK(Show(folder, Of("a", "Linux", "1")) == Of("a", "Linux", "_other"));
}

TEST_CASE("each step has room for the limit, and the server group goes last") {
  SeriesFolder folder = FolderOf(2);
  for (const char* group : {"a", "b"}) Show(folder, Of(group, "Mac"));
  CHECK(Show(folder, Of("c", "Mac")) == Of("c", "_other"));
  CHECK(Show(folder, Of("d", "Mac")) == Of("d", "_other"));
  CHECK(Show(folder, Of("e", "Mac")) == Of("_other", "_other"));
  CHECK(Show(folder, Of("c", "Linux")) == Of("c", "_other"));
}

TEST_CASE("further labels fold together, after the client type and before the server group") {
  using enum SessionLabel;
  SeriesFolder folder(1, {kServerGroup, kClientType, kAppName, kMachineName}, 1h);
  const auto of = [](const char* group, const char* client, const char* app, const char* machine) {
    return Series{LabelSetOf({{kServerGroup, group}, {kClientType, client}, {kAppName, app}, {kMachineName, machine}}),
                  kActive};
  };
  CHECK(Show(folder, of("a", "c", "x", "1")) == of("a", "c", "x", "1"));
  CHECK(Show(folder, of("a", "c", "x", "2")) == of("a", "_other", "x", "2"));
  CHECK(Show(folder, of("a", "c", "x", "3")) == of("a", "_other", "_other", "_other"));
  CHECK(Show(folder, of("b", "c", "x", "3")) == of("_other", "_other", "_other", "_other"));
}

TEST_CASE("a family without a label that can fold shows all its states whatever the limit") {
  SeriesFolder folder(1, {}, 1h);
  CHECK(Show(folder, {{}, kActive}) == Series{{}, kActive});
  CHECK(Show(folder, {{}, kSignedOut}) == Series{{}, kSignedOut});
}

TEST_CASE("a value that the API calls _other is one like any other") {
  SeriesFolder folder = FolderOf(1);
  CHECK(Show(folder, Of("a", "_other")) == Of("a", "_other"));
  CHECK(Show(folder, Of("b", "Mac")) == Of("b", "_other"));
  CHECK(Show(folder, Of("_other", "_other")) == Of("_other", "_other"));
}

TEST_CASE("what is folded stays folded where there is room again, and a new value elsewhere takes the room") {
  SeriesFolder folder = FolderOf(1);
  Show(folder, Of("a", "Mac"));
  CHECK(Show(folder, Of("a", "Linux")) == Of("a", "_other"));
  CHECK(Show(folder, Of("a", "Linux"), kFoldedAt + 2h) == Of("a", "_other"));
  CHECK(Show(folder, Of("b", "Linux"), kFoldedAt + 2h) == Of("b", "Linux"));
}

TEST_CASE("a place is kept for as long as its series is remembered, over a long pause between snapshots too") {
  SeriesFolder folder = FolderOf(1);
  Show(folder, Of("a", "Mac"));
  CHECK(Show(folder, Of("b", "Mac"), kFoldedAt + 1h) == Of("b", "_other"));
  CHECK(folder.Show({Of("c", "Mac"), Of("a", "Mac")}, kFoldedAt + 5h) ==
        std::vector{Of("_other", "_other"), Of("a", "Mac")});
  CHECK(folder.Remembered(kFoldedAt + 5h) == std::set{Of("_other", "_other"), Of("a", "Mac")});
}

TEST_CASE("without a retention nothing is forgotten") {
  SeriesFolder folder(1, kDefaultLabels, std::nullopt);
  Show(folder, Of("a", "Mac"));
  CHECK(Show(folder, Of("b", "Mac"), kFoldedAt + 10'000h) == Of("b", "_other"));
  CHECK(folder.Remembered(kFoldedAt + 20'000h).size() == 2);
}

TEST_CASE("a zero is shown where its sessions would be, and takes no place") {
  SeriesFolder folder = FolderOf(1);
  CHECK(folder.WouldShow(Of("b", "Mac")) == Of("b", "Mac"));
  Show(folder, Of("a", "Mac"));
  CHECK(folder.WouldShow(Of("a", "Linux")) == Of("a", "Linux"));
  Show(folder, Of("a", "Linux"));
  CHECK(folder.WouldShow(Of("a", "Mac")) == Of("a", "Mac"));
  CHECK(folder.WouldShow(Of("a", "Windows")) == Of("a", "_other"));
}

TEST_CASE(
    "new values for ever make no more series than the limit at each step, and a dozen, and nothing else is "
    "remembered") {
  SeriesFolder folder = FolderOf(20);
  std::size_t most = 0;
  for (int i = 0; i < 2000; ++i) {
    const std::string value = std::to_string(i);
    const SteadyTime now = kFoldedAt + std::chrono::minutes(i);
    folder.Show({Of(value, value), Of(value, value, value), Of("a", value, value), Of("a", "Mac", value)}, now);
    most = std::max(most, folder.Remembered(kFoldedAt).size());
  }
  CHECK(most > 20);
  CHECK(most <= 3 * 20 + 12);
}

TEST_CASE("rows that fold into one are merged") {
  SeriesFolder folder = FolderOf(1);
  const std::vector<std::pair<Series, int>> rows = {{Of("a", "Mac"), 1}, {Of("a", "Linux"), 2}, {Of("a", "BSD"), 4}};
  CHECK(FoldRows(folder, rows, kFoldedAt, [](int& sum, int more) { sum += more; }) ==
        std::map<Series, int>{{Of("a", "Mac"), 1}, {Of("a", "_other"), 6}});
}

}  // namespace
}  // namespace workspace_exporter
