#include "base/result.h"

#include <doctest/doctest.h>

#include "base/secret.h"

namespace workspace_exporter {
namespace {

TEST_CASE("a result holds a value or an error") {
  const Result<int> seven = 7;
  REQUIRE(seven);
  CHECK(*seven == 7);
  const Result<int> failed = Error{ErrorKind::kServer, "status 503"};
  REQUIRE_FALSE(failed);
  CHECK(failed.error().kind == ErrorKind::kServer);
}

TEST_CASE("an error names the step that met it") {
  const Error error =
      Error{ErrorKind::kTimeout, "no answer in 10s", std::chrono::milliseconds(5)}.Within("page 3 at offset 297");
  CHECK(error.message == "page 3 at offset 297: no answer in 10s");
  CHECK(error.retry_after == std::chrono::milliseconds(5));
}

TEST_CASE("a secret leaves nothing where it was moved from") {
  Secret first("token");
  Secret second = std::move(first);
  CHECK(second.Reveal() == "token");
  CHECK(first.empty());  // NOLINT(bugprone-use-after-move): that is what is tested
  first = second.Clone();
  CHECK(first.Reveal() == "token");
}

}  // namespace
}  // namespace workspace_exporter
