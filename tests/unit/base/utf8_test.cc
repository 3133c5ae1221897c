#include "base/utf8.h"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using std::string_literals::operator""s;

struct Repair {
  std::string name;
  std::string bytes;
  std::string repaired;
};

/// As many U+FFFD.
std::string Replacements(int count) {
  std::string text;
  while (count-- > 0) text += "\xEF\xBF\xBD";
  return text;
}

void CheckEach(const std::vector<Repair>& cases) {
  for (const Repair& expected : cases) {
    CAPTURE(expected.name);
    CHECK_FALSE(IsValidUtf8(expected.bytes));
    CHECK(RepairUtf8(expected.bytes) == expected.repaired);
    // Where the ill-formed bytes stand in their word must make no difference.
    for (const std::string& before : {"a"s, "1234567"s, "12345678"s, "\xC3\xA9"s}) {
      CHECK(RepairUtf8(before + expected.bytes + "z") == before + expected.repaired + "z");
    }
  }
}

TEST_CASE("well-formed text stays as it is") {
  for (const std::string& text : {""s, "plain"s, "a\0b"s, "0123456789abcdef"s, "\x7F"s, "\xC2\x80"s, "\xDF\xBF"s,
                                  "\xE0\xA0\x80"s, "\xED\x9F\xBF"s, "\xEE\x80\x80"s, "\xEF\xBF\xBF"s,
                                  "\xF0\x90\x80\x80"s, "\xF4\x8F\xBF\xBF"s, "\xE4\xBA\x91\xE6\xA1\x8C\xE9\x9D\xA2"s}) {
    CAPTURE(text);
    CHECK(IsValidUtf8(text));
    CHECK(RepairUtf8(text) == text);
  }
}

// The Unicode Standard 15.0, section 3.9, tables 3-8 to 3-11.
TEST_CASE("the standard's examples get the standard's replacements") {
  CheckEach({
      {"non-shortest forms", "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", Replacements(8) + "A"},
      {"surrogates", "\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", Replacements(8) + "A"},
      {"other ill-formed sequences", "\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42",
       Replacements(5) + "A" + Replacements(2) + "B"},
      {"truncated sequences", "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", Replacements(4) + "A"},
      {"maximal subparts", "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64",
       "a" + Replacements(3) + "b" + Replacements(1) + "c" + Replacements(2) + "d"},
  });
}

TEST_CASE("each maximal ill-formed part becomes one replacement") {
  CheckEach({
      {"lone continuation", "\x80", Replacements(1)},
      {"two continuations", "\xBF\x80", Replacements(2)},
      {"byte that never occurs", "\xFE\xFF", Replacements(2)},
      {"overlong of one byte", "\xC1\xBF", Replacements(2)},
      {"overlong of two bytes", "\xE0\x9F\xBF", Replacements(3)},
      {"overlong of three bytes", "\xF0\x8F\xBF\xBF", Replacements(4)},
      {"first surrogate", "\xED\xA0\x80", Replacements(3)},
      {"pair of surrogates", "\xED\xA0\xBD\xED\xB8\x80", Replacements(6)},
      {"above U+10FFFF", "\xF4\x90\x80\x80", Replacements(4)},
      {"first byte F5", "\xF5\x80\x80\x80", Replacements(4)},
      {"five-byte form", "\xF8\x88\x80\x80\x80", Replacements(5)},
      {"a character too early", "\xF0\x90\x80\xC3\xA9", Replacements(1) + "\xC3\xA9"},
  });
}

TEST_CASE("a tail cut off is one replacement, however many of its bytes are there") {
  CheckEach({
      {"one of two", "\xC3", Replacements(1)},
      {"one of three", "\xE2", Replacements(1)},
      {"two of three", "\xE2\x82", Replacements(1)},
      {"one of four", "\xF0", Replacements(1)},
      {"two of four", "\xF0\x9F", Replacements(1)},
      {"three of four", "\xF0\x9F\x98", Replacements(1)},
  });
}

TEST_CASE("what is repaired is valid, whichever two bytes came in") {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string bytes = {static_cast<char>(first), static_cast<char>(second)};
      const std::string repaired = RepairUtf8(bytes);
      REQUIRE(IsValidUtf8(repaired));
      REQUIRE(IsValidUtf8(bytes) == (repaired == bytes));
    }
  }
}

TEST_CASE("repaired text is appended to what is there") {
  std::string out = "before ";
  AppendRepaired(out, "a\xFFz");
  CHECK(out == "before a\xEF\xBF\xBDz");
}

TEST_CASE("a cut falls between characters") {
  const std::string_view text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z";  // 1 + 2 + 3 + 4 + 1 bytes
  const std::vector<std::size_t> lengths = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
  for (std::size_t max_bytes = 0; max_bytes < lengths.size(); ++max_bytes) {
    CAPTURE(max_bytes);
    CHECK(CutAtCharacter(text, max_bytes) == text.substr(0, lengths[max_bytes]));
  }
  CHECK(CutAtCharacter("", 0).empty());
}

TEST_CASE("the first character of a text is its code point, or what is ill-formed there") {
  struct First {
    std::string_view text;
    char32_t code = 0;
    std::size_t bytes = 1;
  };
  for (const First& first : {First{"A\xC3", 'A', 1}, First{"\xC3\xA4x", 0xE4, 2}, First{"\xE5\xAF\x86", 0x5BC6, 3},
                             First{"\xF0\x9F\x94\x91", 0x1F511, 4}, First{"\xF4\x8F\xBF\xBF", 0x10FFFF, 4}}) {
    const Utf8Character character = FirstCharacter(first.text);
    CHECK(character.well_formed);
    CHECK(character.code == first.code);
    CHECK(character.bytes == first.bytes);
  }
  for (const First& ill : {First{"\xFF"
                                 "A"},
                           First{"\x80"},
                           First{"\xE5\xAF"
                                 "A",
                                 0, 2},
                           First{"\xC0\x80"}}) {
    CHECK_FALSE(FirstCharacter(ill.text).well_formed);
    CHECK(FirstCharacter(ill.text).code == 0);
    CHECK(FirstCharacter(ill.text).bytes == ill.bytes);
  }
}

}  // namespace
}  // namespace workspace_exporter
