#include "base/secret_rule.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

std::string Read(std::string_view text, SecretKind kind = SecretKind::kToken) {
  const Result<std::string_view> secret = SecretIn(text, kind);
  return secret ? std::string(*secret) : secret.error().message;
}

/// What is wrong, without what comes before it in each message.
std::string Wrong(std::string_view text, SecretKind kind = SecretKind::kKey) {
  const std::string message = Read(text, kind);
  const std::size_t colon = message.find(": ");
  return colon == message.npos ? "nothing" : message.substr(colon + 2);
}

TEST_CASE("a secret is what stands between spaces and line ends") {
  for (const SecretKind kind : {SecretKind::kToken, SecretKind::kKey, SecretKind::kPassword}) {
    CHECK(Read("secret", kind) == "secret");
    CHECK(Read(" \r\n\tsecret \r\n\n", kind) == "secret");
    CHECK(Read("!~\"'\\=+/", kind) == "!~\"'\\=+/");
    for (const char* nothing : {"", " ", "\r\n", "\t\n "}) CHECK(Read(nothing, kind) == "holds nothing but spaces");
  }
}

TEST_CASE("tokens and keys are words of ASCII, and what is not is told by its kind and place alone") {
  CHECK(Read("hidden hidden") == "holds something else than one token on one line: a space in line 1, column 7");
  CHECK(Read("hidden\nhidden", SecretKind::kKey) ==
        "holds something else than one key on one line: a line end in line 1, column 7");
  CHECK(Wrong("\n\n  ab\tc") == "a tab in line 3, column 5");
  CHECK(Wrong("ab\rc") == "a line end in line 1, column 3");
  CHECK(Wrong("k\xC3\xA9y") == "a character that is not ASCII in line 1, column 2");
}

TEST_CASE("a password is any text that can be seen") {
  for (const char* good : {"pass word", "p\xC3\xA4ssword", "\xE5\xAF\x86\xE7\xA0\x81", "\xF0\x9F\x94\x91"}) {
    CHECK(Read(good, SecretKind::kPassword) == good);
  }
  CHECK(Read("pass\tword", SecretKind::kPassword) ==
        "holds something else than one password on one line: a tab in line 1, column 5");
  CHECK(Wrong("one\ntwo", SecretKind::kPassword) == "a line end in line 1, column 4");
}

TEST_CASE("what nobody sees is refused in each of them") {
  struct Odd {
    const char* bytes;
    const char* what;
  };
  const std::string space = "a space other than that of ASCII, such as a no-break space";
  for (const Odd& odd :
       {Odd{"\xE2\x80\x8B", "an invisible character"},      // zero-width space
        Odd{"\xE2\x81\xA0", "an invisible character"},      // word joiner
        Odd{"\xE2\x80\x8E", "an invisible character"},      // left-to-right mark
        Odd{"\xC2\xAD", "an invisible character"},          // soft hyphen
        Odd{"\xEF\xBB\xBF", "an invisible character"},      // byte order mark
        Odd{"\xEF\xB8\x8F", "an invisible character"},      // variation selector
        Odd{"\xF3\xA0\x80\xA0", "an invisible character"},  // tag
        Odd{"\xC2\xA0", space.c_str()},                     // no-break space
        Odd{"\xE3\x80\x80", space.c_str()},                 // ideographic space
        Odd{"\xE2\x80\xA8", space.c_str()},                 // line separator
        Odd{"\x1B", "a control character"}, Odd{"\x7F", "a control character"}, Odd{"\xC2\x85", "a control character"},
        Odd{"\xFF", "a byte that is not UTF-8"}, Odd{"\xE9", "a byte that is not UTF-8"}}) {
    const std::string what = odd.what;
    CAPTURE(what);
    for (const SecretKind kind : {SecretKind::kToken, SecretKind::kKey, SecretKind::kPassword}) {
      const std::string place = " in line 1, column 4";
      CHECK(Wrong(std::string("abc") + odd.bytes + "def", kind) == what + place);
      CHECK(Wrong(std::string("abc") + odd.bytes + "\n", kind) == what + place);
    }
    CHECK(Wrong(odd.bytes) == what + " in line 1, column 1");
  }
  CHECK(Wrong(std::string_view("ab\0c", 4)) == "a control character in line 1, column 3");
}

TEST_CASE("columns are counted in characters") {
  CHECK(Wrong("\xC3\xA4\xE5\xAF\x86x\xC2\xA0y", SecretKind::kPassword).ends_with("column 4"));
  CHECK(ColumnOf("a\nb\xC3\xA4"
                 "c",
                 5) == 3);
  CHECK(ColumnOf("abc", 0) == 1);
}

TEST_CASE("in any other text only what nobody sees is odd") {
  CHECK(FindOddCharacter("key =\tv\xC3\xA4lue").what.empty());
  CHECK(FindOddCharacter("key = \xC2\xA0value").at == 6);
  CHECK(FindOddCharacter("\x01").what == "a control character");
}

}  // namespace
}  // namespace workspace_exporter
