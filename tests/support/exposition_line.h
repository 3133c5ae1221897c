#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace workspace_exporter {

/// One line of an exposition, read from left to right. Throws std::runtime_error with the line where it is another than
/// expected.
class ExpositionLine final {
 public:
  explicit ExpositionLine(std::string_view text) : whole_(text), rest_(text) {}

  void Check(bool condition) const {
    if (!condition) throw std::runtime_error("cannot read: " + std::string(whole_));
  }
  bool Skip(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }
  void Expect(std::string_view expected) { Check(Skip(expected)); }
  void ExpectEnd() const { Check(rest_.empty()); }

  std::string Name() {
    static constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
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

  std::string_view whole_;
  std::string_view rest_;
};

}  // namespace workspace_exporter
