#include "base/quoted_text.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

std::string Quoted(std::string_view text) {
  std::string quoted;
  AppendQuoted(quoted, text);
  return quoted;
}

TEST_CASE("a text in quotes is a JSON string") {
  CHECK(Quoted("") == R"("")");
  CHECK(Quoted("plain text") == R"("plain text")");
  CHECK(Quoted("a\"b\\c\nd\te\x7f") == R"("a\"b\\c\nd\u0009e\u007f")");
  CHECK(Quoted("\xc3\xbc") == "\"\xc3\xbc\"");
  CHECK(Quoted("a\xff") == "\"a\xef\xbf\xbd\"");
}

TEST_CASE("it fits into the room that it is said to need at most, so that it is not moved") {
  const std::string text(50, '\x01');
  CHECK(Quoted(text).size() == MostQuoted(text));
}

TEST_CASE("a document is put around a secret, which is not moved") {
  const std::string secret(50, '\x01');
  const std::string document = AroundQuoted("{\"a\":", secret, "}");
  CHECK(document == "{\"a\":" + Quoted(secret) + "}");
  CHECK(AroundQuoted("[", "a\"b", "]") == R"(["a\"b"])");
}

}  // namespace
}  // namespace workspace_exporter
