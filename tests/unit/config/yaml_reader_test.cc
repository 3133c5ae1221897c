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

struct ReadAsGo {
  explicit ReadAsGo(const std::string& text) : root(ReadYamlAsGo(text, "f", faults, warnings)) {}

  Faults faults = {};
  Faults warnings = {};
  ConfigNode root;
};

TEST_CASE("as Go reads it, an alias stands for what it names, at its own place") {
  const ReadAsGo read("a: &x {b: [1, 'c']}\nd: *x\n");
  CHECK(read.faults == Faults{});
  REQUIRE(read.root.children.size() == 4);
  const ConfigNode& alias = read.root.children[3];
  CHECK(PlaceOf("f", alias) == "f:2:4");
  REQUIRE(alias.kind == Kind::kMap);
  REQUIRE(alias.children[1].kind == Kind::kList);
  CHECK(alias.children[1].children[1].text == "c");
  CHECK(ReadAsGo("a: *x\nx: &x 1\n").faults == Faults{"f:1:4: an alias of what does not stand above it"});
  CHECK(ReadAsGo("a: &x [*x]\n").faults == Faults{"f:1:8: an alias of what does not stand above it"});
}

TEST_CASE("as Go reads it, a small file with aliases stands for no large one") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string above = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + above;
    for (int j = 0; j < 9; ++j) bomb += ", " + above;
    bomb += "]\n";
  }
  const ReadAsGo read(bomb);
  REQUIRE(read.faults.size() == 1);
  CHECK(read.faults.front().ends_with(": aliases stand for too much"));
}

TEST_CASE("as Go reads it, a value is plain that has no quotes and no other tag") {
  const ReadAsGo read("[on, 'on', \"on\", !!bool on, !!str on, !mine on, !!map {}]");
  CHECK(read.faults == Faults{});
  REQUIRE(read.root.children.size() == 7);
  const std::vector<bool> plain = {true, false, false, true, false, false};
  for (std::size_t i = 0; i < plain.size(); ++i) CHECK(read.root.children[i].plain == plain[i]);
  CHECK(ReadAsGo("[!!binary YQ==]").faults == Faults{"f:1:2: tags are not supported; every value is text"});
}

TEST_CASE("as Go reads it, what follows the first document is not looked at") {
  for (const char* more : {"---\nb: 2\n", "---\nb: [\n", "...\n---\n\"\n"}) {
    CAPTURE(more);
    const ReadAsGo read(std::string("a: 1\n") + more);
    CHECK(read.faults == Faults{});
    CHECK(read.root.children.size() == 2);
    CHECK(read.warnings.size() == 1);
  }
  CHECK(ReadAsGo("a: [\n---\nb: 2\n").faults.size() == 1);
}

}  // namespace
}  // namespace workspace_exporter
