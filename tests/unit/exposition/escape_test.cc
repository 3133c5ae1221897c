#include "exposition/escape.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using std::string_literals::operator""s;

std::string Escaped(const std::string& text, Quotes quotes = Quotes::kEscaped) {
  std::string out = "<";
  AppendEscaped(out, text, quotes);
  return out + ">";
}

TEST_CASE("plain text stays as it is") {
  CHECK(Escaped("") == "<>");
  std::string nothing;
  AppendEscaped(nothing, {}, Quotes::kEscaped);
  CHECK(nothing.empty());
  CHECK(Escaped("office-001") == "<office-001>");
  CHECK(Escaped("\t\r\x01\x7F{}=,#'") == "<\t\r\x01\x7F{}=,#'>");
  CHECK(Escaped("\xE4\xBA\x91\xE6\xA1\x8C\xE9\x9D\xA2") == "<\xE4\xBA\x91\xE6\xA1\x8C\xE9\x9D\xA2>");
}

TEST_CASE("a backslash, a line feed and, where asked, a quote are escaped") {
  CHECK(Escaped("C:\\apps\\n") == R"(<C:\\apps\\n>)");
  CHECK(Escaped("one\ntwo\n") == R"(<one\ntwo\n>)");
  CHECK(Escaped(R"(a "quoted" name)") == R"(<a \"quoted\" name>)");
  CHECK(Escaped("a \"quoted\" line\n", Quotes::kPlain) == R"(<a "quoted" line\n>)");
  CHECK(Escaped("\xC3\xA9\"") == "<\xC3\xA9\\\">");
}

TEST_CASE("a special byte is seen wherever it stands") {
  for (std::size_t length = 1; length <= 20; ++length) {
    for (std::size_t index = 0; index < length; ++index) {
      CAPTURE(length);
      CAPTURE(index);
      const auto with = [&](const std::string& part) {
        return std::string(index, 'a') + part + std::string(length - index - 1, 'z');
      };
      CHECK(Escaped(with("\"")) == "<" + with("\\\"") + ">");
      CHECK(Escaped(with("\\")) == "<" + with("\\\\") + ">");
      CHECK(Escaped(with("\n")) == "<" + with("\\n") + ">");
      CHECK(Escaped(with("\0"s)) == "<" + with("\0"s) + ">");
      CHECK(Escaped(with("\x80")) == "<" + with("\xEF\xBF\xBD") + ">");
    }
  }
}

TEST_CASE("invalid UTF-8 is repaired before what is left of it is escaped") {
  CHECK(Escaped("\xE4\xBA\"") == "<\xEF\xBF\xBD\\\">");
  CHECK(Escaped("\xED\xA0\x80\n") == "<\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\\n>");
}

}  // namespace
}  // namespace workspace_exporter
