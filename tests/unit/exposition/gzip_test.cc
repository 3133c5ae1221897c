#include "exposition/gzip.h"

#include <cstdint>
#include <string>

#include <doctest/doctest.h>

#include "inflate.h"

namespace workspace_exporter {
namespace {

TEST_CASE("what is compressed reads back as it was") {
  std::string repeated;
  std::string random;
  std::uint32_t state = 1;
  for (int index = 0; index < 50'000; ++index) {
    repeated += "sessions{project=\"a\"} " + std::to_string(index % 100) + "\n";
    state = state * 1'664'525 + 1'013'904'223;
    random += static_cast<char>(state >> 24);
  }
  for (const std::string& text : {std::string(), std::string("x"), repeated, random}) {
    const auto compressed = Gzip(text);
    REQUIRE(compressed);
    CHECK(Inflate(*compressed) == text);
  }
  CHECK(Gzip(repeated)->size() * 20 < repeated.size());
  CHECK(Gzip(random)->size() < random.size() + 100);
}

}  // namespace
}  // namespace workspace_exporter
