#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace workspace_exporter {

/// Takes values off the front of an input that is no text of its own; at its end they are empty. Made so that seeds can
/// be written by hand: a digit picks, and a text ends with a bar.
class Input final {
 public:
  explicit Input(std::string_view bytes) : rest_(bytes) {}

  bool empty() const { return rest_.empty(); }

  /// 0 to `limit` - 1.
  std::size_t Below(std::size_t limit) { return (Byte() - '0' + 256U) % limit; }

  /// Up to a bar; two of them stand for one.
  std::string Text() {
    std::string text;
    while (!rest_.empty()) {
      const char c = Take();
      if (c == '|' && (rest_.empty() || rest_.front() != '|')) break;
      if (c == '|') rest_.remove_prefix(1);
      text += c;
    }
    return text;
  }

  /// Eight bytes as they are.
  std::uint64_t Bits() {
    std::uint64_t bits = 0;
    std::memcpy(&bits, rest_.data(), rest_.size() < sizeof bits ? rest_.size() : sizeof bits);
    rest_.remove_prefix(rest_.size() < sizeof bits ? rest_.size() : sizeof bits);
    return bits;
  }

  std::string_view Rest() const { return rest_; }

 private:
  unsigned Byte() { return rest_.empty() ? '0' : static_cast<unsigned char>(Take()); }
  char Take() {
    const char first = rest_.front();
    rest_.remove_prefix(1);
    return first;
  }

  std::string_view rest_;
};

}  // namespace workspace_exporter
