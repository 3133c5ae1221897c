#include "page_reader.h"

#include <stdexcept>

namespace workspace_exporter {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";

/// One line, read from left to right.
class Line final {
 public:
  explicit Line(std::string_view text) : whole_(text), rest_(text) {}

  bool Skip(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }
  void Expect(std::string_view expected) { Check(Skip(expected)); }
  void ExpectEnd() const { Check(rest_.empty()); }

  std::string Name() {
    std::string name = Until(rest_.find_first_not_of(std::string(kLetters) + "0123456789:"));
    Check(!name.empty() && kLetters.find(name.front()) != std::string_view::npos);
    return name;
  }
  std::string Word() {
    std::string word = Until(rest_.find(' '));
    Check(!word.empty());
    return word;
  }
  /// Up to a quote, or the end of the line where quotes may stand as they are.
  std::string Unescaped(bool quotes_escaped) {
    std::string text;
    while (!rest_.empty() && !(quotes_escaped && rest_.front() == '"')) {
      if (Skip("\\\\")) {
        text += '\\';
      } else if (Skip("\\n")) {
        text += '\n';
      } else if (quotes_escaped && Skip("\\\"")) {
        text += '"';
      } else {
        Check(rest_.front() != '\\');
        text += rest_.front();
        rest_.remove_prefix(1);
      }
    }
    return text;
  }

 private:
  std::string Until(std::size_t end) {
    std::string taken(rest_.substr(0, end));
    rest_.remove_prefix(taken.size());
    return taken;
  }
  void Check(bool condition) const {
    if (!condition) throw std::runtime_error("cannot read: " + std::string(whole_));
  }

  std::string_view whole_;
  std::string_view rest_;
};

ReadSample Sample(Line& line) {
  ReadSample sample;
  sample.name = line.Name();
  if (line.Skip("{")) {
    do {
      const std::string name = line.Name();
      line.Expect("=\"");
      if (!sample.labels.emplace(name, line.Unescaped(true)).second) throw std::runtime_error("twice: " + name);
      line.Expect("\"");
    } while (line.Skip(","));
    line.Expect("}");
  }
  line.Expect(" ");
  sample.value = line.Word();
  line.ExpectEnd();
  return sample;
}

}  // namespace

ReadPage ReadStrictly(std::string_view page, bool quotes_escaped_in_help) {
  ReadPage read;
  while (!page.empty()) {
    const std::size_t end = page.find('\n');
    if (end == std::string_view::npos || read.ended) throw std::runtime_error("no end, or more behind it");
    Line line(page.substr(0, end));
    page.remove_prefix(end + 1);
    if (line.Skip("# HELP ")) {
      const std::string name = line.Name();
      line.Expect(" ");
      read.help[name] = line.Unescaped(quotes_escaped_in_help);
      line.ExpectEnd();
    } else if (line.Skip("# TYPE ")) {
      const std::string name = line.Name();
      line.Expect(" ");
      read.type[name] = line.Word();
      line.ExpectEnd();
    } else if (line.Skip("# EOF")) {
      line.ExpectEnd();
      read.ended = true;
    } else {
      read.samples.push_back(Sample(line));
    }
  }
  return read;
}

}  // namespace workspace_exporter
