#include "http/response_head.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

constexpr std::size_t kMaxBody = 1000;

TEST_CASE("a body of a given length, in chunks or until the end is accepted") {
  CHECK(CheckHead({{"content-length", "1000"}, {"Content-Encoding", "Identity"}}, kMaxBody));
  CHECK(CheckHead({{"Transfer-Encoding", "Chunked"}}, kMaxBody));
  CHECK(CheckHead({}, kMaxBody));
}

TEST_CASE("a body whose length is unclear, too large, or that is encoded is malformed") {
  const HttpHeaders refused[] = {
      {{"Content-Length", "1001"}},
      {{"Content-Length", "-1"}},
      {{"Content-Length", "1x"}},
      {{"Content-Length", ""}},
      {{"Content-Length", "99999999999999999999999"}},
      {{"Content-Length", "1"}, {"Content-Length", "1"}},
      {{"Content-Length", "1"}, {"Transfer-Encoding", "chunked"}},
      {{"Transfer-Encoding", "gzip, chunked"}},
      {{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}},
      {{"Content-Encoding", "gzip"}},
  };
  for (const auto& headers : refused) {
    CAPTURE(headers.front().second);
    const auto checked = CheckHead(headers, kMaxBody);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().kind == ErrorKind::kMalformed);
  }
}

TEST_CASE("a header of more than a line is malformed") {
  using namespace std::string_literals;
  for (const std::string& value : {"a\rX-Auth-Token: b"s, "a\nb"s, "a\0b"s}) {
    const auto checked = CheckHead({{"Content-Length", "0"}, {"X-Subject-Token", value}}, kMaxBody);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().kind == ErrorKind::kMalformed);
  }
  CHECK_FALSE(CheckHead({{"X\0Y"s, "a"}}, kMaxBody));
  CHECK(CheckHead({{"Server", "a\tb \xe9"}}, kMaxBody));
}

TEST_CASE("a connection is kept unless the server closes it, alone or in a list") {
  CHECK(KeepsConnection({}));
  CHECK(KeepsConnection({{"Connection", "keep-alive"}, {"X-Close", "close"}}));
  CHECK_FALSE(KeepsConnection({{"Content-Length", "0"}, {"connection", "Close"}}));
  CHECK_FALSE(KeepsConnection({{"Connection", "Keep-Alive , close"}}));
  CHECK_FALSE(KeepsConnection({{"Connection", "upgrade"}, {"Connection", "close,"}}));
}

}  // namespace
}  // namespace workspace_exporter
