#include "landing/html_text.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

TEST_CASE("text cannot end the tag or the attribute that it stands in") {
  CHECK(EscapeHtml(R"(<a b='c' d="e">&amp;)") == "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;amp;");
  CHECK(EscapeHtml("R\xc3\xa9gie\xff") == "R\xc3\xa9gie\xef\xbf\xbd");
}

TEST_CASE("a span is told in the unit that says enough") {
  CHECK(InWords(0s) == "0 s");
  CHECK(InWords(119s) == "119 s");
  CHECK(InWords(2min) == "2 min");
  CHECK(InWords(119min) == "119 min");
  CHECK(InWords(2h) == "2 h");
  CHECK(InWords(47h + 59min) == "47 h");
  CHECK(InWords(100h) == "4 d");
}

}  // namespace
}  // namespace workspace_exporter
