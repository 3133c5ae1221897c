#include "config/yaml_reader.h"

#include <algorithm>
#include <array>
#include <exception>
#include <map>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "base/utf8.h"

namespace workspace_exporter {
namespace {

using Kind = ConfigNode::Kind;

constexpr const char* kNoAliases = "anchors and aliases are not supported; what projects share belongs under defaults";
constexpr const char* kSecondDocument = "a second document begins; the file must hold one";
constexpr const char* kNotRead = "what follows the first document is not read";
constexpr const char* kTooDeep = "nested too deeply";
constexpr const char* kUnknownAlias = "an alias of what does not stand above it";
constexpr const char* kTooManyAliases = "aliases stand for too much";

/// With any other tag a value is text.
constexpr std::array<std::string_view, 4> kTagsOfValues = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:int",
                                                           "tag:yaml.org,2002:float", "tag:yaml.org,2002:null"};
constexpr std::string_view kBinaryTag = "tag:yaml.org,2002:binary";

std::size_t CountNodes(const ConfigNode& node) {
  std::size_t count = 1;
  for (const ConfigNode& child : node.children) count += CountNodes(child);
  return count;
}

/// A node, or a fault, where the parser says; the end of the file where it says that something is missing there.
ConfigNode NodeAt(const YAML::Mark& mark, Kind kind, int last_line) {
  return {.kind = kind,
          .line = std::clamp(mark.line + 1, 1, last_line),
          .column = mark.line < last_line ? std::max(mark.column, 0) + 1 : 1};
}

/// Builds the tree from the parser's events. YAML::Load's own tree follows aliases and hides duplicate keys.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const std::string& file, int last_line, bool as_go, Faults& faults)
      : file_(file), last_line_(last_line), as_go_(as_go), faults_(faults) {}

  ConfigNode Take() { return std::move(root_); }
  bool IsWhole() const { return is_whole_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (std::exchange(has_document_, true)) throw YAML::ParserException(mark, kSecondDocument);
  }
  void OnDocumentEnd() override { is_whole_ = true; }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Check(mark, "?", anchor);
    Append(NodeAt(mark, Kind::kNothing, last_line_), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    ConfigNode node = NodeAt(mark, Kind::kNothing, last_line_);
    const auto named = anchored_.find(anchor);
    if (!as_go_ || named == anchored_.end()) {
      Fail(mark, as_go_ ? kUnknownAlias : kNoAliases);
    } else {
      aliased_nodes_ += CountNodes(named->second);
      if (aliased_nodes_ > kMostAliasedNodes) throw YAML::ParserException(mark, kTooManyAliases);
      const auto [line, column] = std::pair(node.line, node.column);
      node = named->second;
      node.line = line;
      node.column = column;
    }
    Append(std::move(node), YAML::NullAnchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Check(mark, tag, anchor);
    ConfigNode node = NodeAt(mark, Kind::kText, last_line_);
    node.text = value;
    node.plain = tag == "?" || std::ranges::find(kTagsOfValues, tag) != kTagsOfValues.end();
    Append(std::move(node), anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    Check(mark, tag, anchor);
    Open(mark, Kind::kList, anchor);
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    Check(mark, tag, anchor);
    Open(mark, Kind::kMap, anchor);
  }
  void OnMapEnd() override { Close(); }

 private:
  void Fail(const YAML::Mark& mark, std::string_view problem) {
    faults_.push_back(FaultLine({.named = PlaceOf(file_, NodeAt(mark, Kind::kNothing, last_line_))}, problem));
  }

  void Check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor && !as_go_) Fail(mark, kNoAliases);
    // "?" and "!" are what the parser itself puts for what has no tag: plain, and in quotes.
    if (tag.empty() || tag == "?" || tag == "!") return;
    if (!as_go_ || tag == kBinaryTag) Fail(mark, "tags are not supported; every value is text");
  }

  void Open(const YAML::Mark& mark, Kind kind, YAML::anchor_t anchor) {
    if (open_.size() >= kDeepestConfigNode) throw YAML::ParserException(mark, kTooDeep);
    open_.push_back({.node = NodeAt(mark, kind, last_line_), .anchor = anchor});
  }

  void Close() {
    OpenNode closed = std::move(open_.back());
    open_.pop_back();
    Append(std::move(closed.node), closed.anchor);
  }

  void Append(ConfigNode node, YAML::anchor_t anchor) {
    if (as_go_ && anchor != YAML::NullAnchor) anchored_.insert_or_assign(anchor, node);
    if (open_.empty()) {
      root_ = std::move(node);
    } else {
      open_.back().node.children.push_back(std::move(node));
    }
  }

  struct OpenNode {
    ConfigNode node;
    YAML::anchor_t anchor = YAML::NullAnchor;
  };

  const std::string& file_;
  const int last_line_;
  const bool as_go_;
  Faults& faults_;
  std::vector<OpenNode> open_;
  std::map<YAML::anchor_t, ConfigNode> anchored_;
  std::size_t aliased_nodes_ = 0;
  ConfigNode root_;
  bool has_document_ = false;
  bool is_whole_ = false;
};

/// The parser takes the control character EOT for the end of the file, and would pass over the rest; bytes that are not
/// UTF-8 it passes on.
std::string_view CharacterProblem(std::string_view line) {
  const auto is_not_text = [](char c) { return IsControlCharacter(c) && c != '\t' && c != '\r'; };
  if (std::ranges::any_of(line, is_not_text)) return "a control character; the file must be plain text";
  return IsValidUtf8(line) ? "" : "the file must be text in UTF-8";
}

/// yaml-cpp passes over a directive that it does not know, and with it over the line.
bool IsUnknownDirective(std::string_view line) {
  return line.starts_with('%') && !line.starts_with("%YAML ") && !line.starts_with("%TAG ");
}

/// Without what the parser repeats of the text behind a colon: it may be a password that begins with `*`.
std::string ProblemOf(const YAML::ParserException& fault, bool as_go) {
  if (fault.msg.starts_with(YAML::ErrorMsg::UNKNOWN_ANCHOR)) return as_go ? kUnknownAlias : kNoAliases;
  if (fault.msg == kSecondDocument || fault.msg == kTooDeep || fault.msg == kTooManyAliases) return fault.msg;
  if (fault.msg == YAML::ErrorMsg::DOC_IN_SCALAR) return "not YAML: a quote is not closed";
  return fmt::format("not YAML: {}; look at indentation, quotes, brackets and colons there",
                     fault.msg.substr(0, fault.msg.find(':')));
}

/// `warnings`: as Go reads it; nullptr: one document, without aliases and tags.
ConfigNode ReadDocument(std::string_view text, const std::string& file, Faults& faults, Faults* warnings) {
  const bool as_go = warnings != nullptr;
  int last_line = 0;
  const auto fail = [&](const YAML::Mark& mark, std::string_view problem) {
    faults.push_back(FaultLine({.named = PlaceOf(file, NodeAt(mark, Kind::kNothing, last_line))}, problem));
    return ConfigNode();
  };
  YAML::Mark start;
  for (std::string_view rest = text; !rest.empty(); ++start.line) {
    ++last_line;
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (const std::string_view problem = CharacterProblem(line); !problem.empty()) return fail(start, problem);
    if (IsUnknownDirective(line)) return fail(start, "no directive of YAML; % may not begin a line");
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  }
  last_line = std::max(last_line, 1);
  TreeBuilder builder(file, last_line, as_go, faults);
  try {
    // The parser takes a quote that is never closed as closed at the end of the file. Here it meets the end of a
    // document, which it refuses: a file that is half written is none.
    std::istringstream stream(std::string(text) + "\n...\n");
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::ParserException& fault) {
    if (!as_go || !builder.IsWhole()) return fail(fault.mark, ProblemOf(fault, as_go));
    warnings->push_back(FaultLine({.named = PlaceOf(file, NodeAt(fault.mark, Kind::kNothing, last_line))}, kNotRead));
  } catch (const std::exception&) {
    return fail({}, "not YAML");
  }
  return builder.Take();
}

}  // namespace

ConfigNode ReadYaml(std::string_view text, const std::string& file, Faults& faults) {
  return ReadDocument(text, file, faults, nullptr);
}

ConfigNode ReadYamlAsGo(std::string_view text, const std::string& file, Faults& faults, Faults& warnings) {
  return ReadDocument(text, file, faults, &warnings);
}

}  // namespace workspace_exporter
