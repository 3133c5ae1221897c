#include "base/text_encoding.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using std::string_view_literals::operator""sv;

TEST_CASE("a byte order mark of UTF-8 is left out at the very beginning, and once") {
  CHECK(WithoutByteOrderMark("\xEF\xBB\xBFtext") == "text");
  CHECK(WithoutByteOrderMark("\xEF\xBB\xBF\xEF\xBB\xBFtext") == "\xEF\xBB\xBFtext");
  CHECK(WithoutByteOrderMark("\xEF\xBB\xBF").empty());
  for (const std::string_view as_it_is : {"", "text", " \xEF\xBB\xBFtext", "\xEF\xBB", "\xEF\xBB\xBEx"}) {
    CHECK(WithoutByteOrderMark(as_it_is) == as_it_is);
  }
}

TEST_CASE("UTF-16 and UTF-32 are told by their mark, and UTF-16 also by the bytes that are NUL") {
  for (const std::string_view utf16 :
       {"\xFF\xFEt\0"sv, "\xFE\xFF\0t"sv, "\xFF\xFE"sv, "t\0o\0k\0\n\0"sv, "\0t\0o\0k"sv, "t\0o\0k"sv}) {
    CHECK(WideEncodingOf(utf16) == "UTF-16");
  }
  for (const std::string_view utf32 : {"\xFF\xFE\0\0t\0\0\0"sv, "\0\0\xFE\xFF\0\0\0t"sv}) {
    CHECK(WideEncodingOf(utf32) == "UTF-32");
  }
  for (const std::string_view other :
       {""sv, "t"sv, "\0"sv, "\0\0"sv, "token\n"sv, "to\0k"sv, "t\0ok"sv, "\xEF\xBB\xBFt"sv, "\xFF"sv}) {
    CHECK(WideEncodingOf(other).empty());
  }
}

}  // namespace
}  // namespace workspace_exporter
