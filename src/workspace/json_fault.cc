#include "workspace/json_fault.h"

#include <vector>

namespace workspace_exporter {
namespace {

/// Reads a text from front to back. Each function is false where the text is not what it reads; the place is then that
/// of the fault.
class Scanner final {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool Document() {
    do {
      Space();
      if (Take('{')) {
        Space();
        if (!Take('}')) {
          open_.push_back('}');
          if (!Name()) return false;
          continue;
        }
      } else if (Take('[')) {
        Space();
        if (!Take(']')) {
          open_.push_back(']');
          continue;
        }
      } else if (!Scalar()) {
        return false;
      }
      if (!AfterValue()) return false;
    } while (!open_.empty());
    Space();
    return place_ == text_.size();
  }
  std::size_t place() const { return place_; }

 private:
  /// Closes what ends with a value, up to where the next value has to begin.
  bool AfterValue() {
    while (!open_.empty()) {
      Space();
      if (Take(',')) return open_.back() == ']' || Name();
      if (!Take(open_.back())) return false;
      open_.pop_back();
    }
    return true;
  }
  bool Name() {
    Space();
    if (!String()) return false;
    Space();
    return Take(':');
  }
  bool Scalar() {
    switch (Peek()) {
      case '"': return String();
      case 't': return Literal("true");
      case 'f': return Literal("false");
      case 'n': return Literal("null");
      default: return Number();
    }
  }
  bool Literal(std::string_view literal) {
    for (const char c : literal) {
      if (!Take(c)) return false;
    }
    return true;
  }
  bool Number() {
    Take('-');
    if (!Take('0') && !Digits()) return false;
    if (Take('.') && !Digits()) return false;
    if (!Take('e') && !Take('E')) return true;
    if (!Take('+')) Take('-');
    return Digits();
  }
  bool Digits() {
    const std::size_t first = place_;
    while (Peek() >= '0' && Peek() <= '9') ++place_;
    return place_ > first;
  }
  bool String() {
    if (!Take('"')) return false;
    while (true) {
      while (place_ < text_.size() && IsPlain(text_[place_])) ++place_;
      if (Take('"')) return true;
      if (!Take('\\') || !Escape()) return false;
    }
  }
  static bool IsPlain(char c) { return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20; }
  bool Escape() {
    if (!Take('u')) return TakeOneOf("\"\\/bfnrt");
    for (int digit = 0; digit < 4; ++digit) {
      if (!TakeOneOf("0123456789abcdefABCDEF")) return false;
    }
    return true;
  }
  void Space() {
    while (TakeOneOf(" \t\n\r")) {
    }
  }

  /// NUL at the end, which no JSON has.
  char Peek() const { return place_ < text_.size() ? text_[place_] : '\0'; }
  bool Take(char expected) { return TakeOneOf({&expected, 1}); }
  bool TakeOneOf(std::string_view expected) {
    if (place_ >= text_.size() || expected.find(text_[place_]) == std::string_view::npos) return false;
    ++place_;
    return true;
  }

  const std::string_view text_;
  std::size_t place_ = 0;
  std::vector<char> open_;  ///< what closes each object and array that is open, so that no depth exhausts the stack
};

}  // namespace

std::optional<std::size_t> FindJsonFault(std::string_view text) {
  Scanner scanner(text);
  if (scanner.Document()) return std::nullopt;
  return scanner.place();
}

}  // namespace workspace_exporter
