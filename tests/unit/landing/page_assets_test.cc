#include "landing/page_assets.h"

#include <doctest/doctest.h>

#include "landing_fixture.h"

namespace workspace_exporter {
namespace {

TEST_CASE("the policy allows the page's own style and script, and no others") {
  const std::string policy = LandingPolicy();
  CHECK(policy.starts_with("default-src 'none'; style-src 'sha256-"));
  CHECK(CountOf(policy, "'sha256-") == 2);
  CHECK_FALSE(Has(policy, "unsafe"));
  CHECK_FALSE(Has(policy, "http"));
  CHECK_FALSE(Has(policy, "*"));
}

TEST_CASE("neither style nor script can end the element that it stands in, or name another place") {
  for (const std::string_view text : {kPageStyle, kPageScript}) {
    CHECK_FALSE(Has(text, "</"));
    CHECK_FALSE(Has(text, "://"));
    CHECK_FALSE(Has(text, "url("));
  }
}

}  // namespace
}  // namespace workspace_exporter
