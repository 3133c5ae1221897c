// The tree of a YAML file.

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/utf8.h"
#include "config/yaml_reader.h"
#include "target.h"

namespace workspace_exporter {
namespace {

using Kind = ConfigNode::Kind;

const std::string kFile = "f";

void CheckNode(const ConfigNode& node, int last_line, std::size_t depth) {
  Require(depth <= kDeepestConfigNode, "a tree that is not too deep");
  Require(node.line >= 1 && node.line <= last_line && node.column >= 1, "a place within the file");
  Require(IsValidUtf8(node.text) && (node.kind == Kind::kText || node.text.empty()), "text, of a text alone");
  Require(node.kind != Kind::kMap || node.children.size() % 2 == 0, "a value for each key");
  Require(node.kind == Kind::kMap || node.kind == Kind::kList || node.children.empty(), "no branches of a text");
  for (const ConfigNode& child : node.children) CheckNode(child, last_line, depth + 1);
}

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') {
      quoted += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

/// With brackets and braces, every text in quotes and every key behind a question mark.
std::string Written(const ConfigNode& node) {
  switch (node.kind) {
    case Kind::kNothing: return "~";
    case Kind::kText: return Quoted(node.text);
    case Kind::kList:
    case Kind::kMap: break;
  }
  std::string text(1, node.kind == Kind::kMap ? '{' : '[');
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const bool is_key = node.kind == Kind::kMap && i % 2 == 0;
    text.append(is_key ? "? " : "").append(Written(node.children[i])).append(is_key ? " : " : ", ");
  }
  return text + (node.kind == Kind::kMap ? '}' : ']');
}

bool Same(const ConfigNode& a, const ConfigNode& b) {
  return a.kind == b.kind && a.text == b.text && std::ranges::equal(a.children, b.children, Same);
}

}  // namespace

void Fuzz(std::string_view input) {
  Faults faults;
  const ConfigNode root = ReadYaml(input, kFile, faults);
  for (const std::string& fault : faults) {
    Require(fault.starts_with("f:") && fault.size() <= 300 && IsValidUtf8(fault), "a fault that names its place");
    Require(!HoldsControlCharacters(fault), "a fault on one line");
    Require(fault.find("hunter2") == fault.npos, "a fault that repeats nothing of the text");
  }
  if (!faults.empty()) return;
  CheckNode(root, static_cast<int>(std::ranges::count(input, '\n')) + 1, 0);
  const ConfigNode again = ReadYaml(Written(root), kFile, faults);
  Require(faults.empty() && Same(root, again), "the same when written anew");
}

}  // namespace workspace_exporter
