#include "config/yaml_reader.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using Kind = ConfigNode::Kind;

Faults FaultsIn(const std::string& text) {
  Faults faults;
  ReadYaml(text, "f", faults);
  return faults;
}

TEST_CASE("the tree has what the text shows, and where") {
  Faults faults;
  const ConfigNode root = ReadYaml("a: 1\nb:\n  - x\n  - 'null'\n  - ~\na: \"2\"\n", "f", faults);
  CHECK(faults == Faults{});
  REQUIRE(root.kind == Kind::kMap);
  REQUIRE(root.children.size() == 6);
  CHECK(root.children[1].text == "1");
  const ConfigNode& list = root.children[3];
  REQUIRE(list.children.size() == 3);
  CHECK(list.children[1].text == "null");
  CHECK(list.children[2].kind == Kind::kNothing);
  CHECK(PlaceOf("f", list.children[1], "b[1]") == "f:4:5: b[1]");
  CHECK(root.children[4].text == "a");  // a key that is given twice is there twice
  CHECK(PlaceOf("f", root.children[4]) == "f:6:1");
}

TEST_CASE("a file may be empty, and may mark its beginning and its end") {
  for (const char* text : {"", "\n", "# a\n", "---\n", "...\n", "---\n...\n"}) {
    CAPTURE(text);
    Faults faults;
    CHECK(ReadYaml(text, "f", faults).kind == Kind::kNothing);
    CHECK(faults == Faults{});
  }
  for (const char* text : {"a: 1", "---\na: 1\n...\n", "%YAML 1.2\n---\na: 1\n",
                           "\xef\xbb\xbf# the mark of an encoding\na: 1\n", "a: |\n  1\n", "a: 1\r\n"}) {
    CAPTURE(text);
    CHECK(FaultsIn(text) == Faults{});
  }
}

TEST_CASE("a file that is cut off within quotes or brackets is none") {
  for (const char* text : {"a: \"b", "a: 'b", "a: 'b\n", "a: [b", "a: {b: c", "a: {b: c,", "- \"a\\"}) {
    CAPTURE(text);
    CHECK(FaultsIn(text).size() == 1);
  }
}

TEST_CASE("no text makes the parser run away") {
  CHECK(FaultsIn(std::string(kMostConfigBytes, '[')).size() == 1);
  CHECK(FaultsIn(std::string(10'000, '{')).size() == 1);
  std::string steps;
  for (std::size_t depth = 0; depth < 600; ++depth) steps += std::string(depth, ' ') + "- \n";
  CHECK(FaultsIn(steps + std::string(600, ' ') + "x").size() == 1);
  CHECK(FaultsIn(std::string(10'000, '?')).size() <= 1);
}

}  // namespace
}  // namespace workspace_exporter
