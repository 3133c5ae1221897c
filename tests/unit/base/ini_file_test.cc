#include "base/ini_file.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

constexpr const char* kText =
    "# comment\r\n"
    "[basic]\r\n"
    "ak = id1\r\n"
    "sk=secret1  ; the secret\n"
    "\n"
    "; another\n"
    "  security_token =\t\"token=#1;\"\n"
    "[ global ]\n"
    "ak=other";

TEST_CASE("sections, keys and values are read, with comments, blanks, spaces and quotes") {
  const Result<IniFile> file = ParseIni(kText);
  REQUIRE(file);
  CHECK(file->size() == 2);
  const IniSection& basic = file->at("basic");
  CHECK(basic.at("ak").Reveal() == "id1");
  CHECK(basic.at("sk").Reveal() == "secret1");
  CHECK(basic.at("security_token").Reveal() == "token=#1;");
  CHECK(file->at("global").at("ak").Reveal() == "other");
  CHECK(ParseIni("[a]\nk=\n")->at("a").at("k").empty());
  CHECK(ParseIni("")->empty());
}

TEST_CASE("a line that is none of these is an error with its number and without its text") {
  const auto message = [](std::string_view text) { return ParseIni(text).error().message; };
  CHECK(message("[a]\n\nhidden") == "line 3: neither a section nor a key and its value");
  CHECK(message("[a\nk=v") == "line 1: neither a section nor a key and its value");
  CHECK(message("k=hidden") == "line 1: a key before the first section");
  CHECK(message("[a]\n=hidden") == "line 2: a value without a key");
  CHECK(message("[a]\nk=1\nk=hidden") == "line 3: a key that its section has already");
  CHECK(message("[a]\nk=1\n[a]\nk=hidden") == "line 4: a key that its section has already");
  CHECK(message("[a]\nk=hid\x01"
                "den") == "line 2, column 6: a control character");
  CHECK(message("[hid\x01"
                "den]") == "line 1, column 5: a control character");
  CHECK(message("[a]\nk=hid\tden") == "line 2: a tab within a name or a value");
}

}  // namespace
}  // namespace workspace_exporter
