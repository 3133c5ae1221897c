#include "config/near_name.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

TEST_CASE("a name that is mistyped, or only begun, is recognised") {
  const std::vector<std::string> names = {"iam_password_file", "page_size", "region", "once"};
  CHECK(NearestName("page_sise", names) == "page_size");
  CHECK(NearestName("regoin", names) == "region");
  CHECK(NearestName("iam_password", names) == "iam_password_file");
  CHECK(NearestName("onc", names) == "once");
  CHECK(DidYouMean("page_siz", names, "--") == "; did you mean --page_size?");
}

TEST_CASE("nothing is suggested for what is near no name") {
  const std::vector<std::string> names = {"page_size", "once"};
  for (const char* written : {"", "x", "no_such_flag", "twice"}) {
    CAPTURE(written);
    CHECK(NearestName(written, names).empty());
    CHECK(DidYouMean(written, names, "--").empty());
  }
  CHECK(NearestName(std::string(100'000, 'x'), names).empty());
}

}  // namespace
}  // namespace workspace_exporter
