#include "landing/page_query.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("a query is read, and its link leads to the same") {
  const PageQuery query = ReadPageQuery({{"project", "a & b"}, {"sort", "-InitFail"}, {"page", "3"}});
  CHECK(query == PageQuery{"a & b", {GroupColumn::kInitFail, true}, 3});
  CHECK(LinkTo(query) == "/?project=a%20%26%20b&amp;sort=-InitFail&amp;page=3");
  CHECK(LinkTo({}) == "/");
  CHECK(LinkTo({.order = {GroupColumn::kName, true}}) == "/?sort=-name");
}

TEST_CASE("each column is found by its name") {
  for (std::size_t i = 0; i < kGroupColumnCount; ++i) {
    const auto column = static_cast<GroupColumn>(i);
    CHECK(ReadPageQuery({{"sort", std::string(Name(column))}}).order.by == column);
  }
}

TEST_CASE("what is no query of ours is as if it were not there") {
  CHECK(ReadPageQuery({{"sort", "-"}, {"page", "0"}, {"other", "x"}}) == PageQuery{});
  for (const char* page : {"", "-1", "+1", "1.5", "2x", "10001", "99999999999999999999"}) {
    CAPTURE(page);
    CHECK(ReadPageQuery({{"page", page}}).page == 1);
  }
  CHECK(ReadPageQuery({{"sort", "active"}}).order == GroupOrder{});
}

}  // namespace
}  // namespace workspace_exporter
