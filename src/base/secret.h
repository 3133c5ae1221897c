#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace workspace_exporter {

/// Overwrites a text that held a secret, whatever room it has, and empties it.
void Wipe(std::string& text);

/// A password or token. It cannot be formatted or compared by accident, and its memory is wiped when it is replaced or
/// destroyed. Moved, never copied.
class Secret {
 public:
  Secret() = default;
  /// A copy.
  explicit Secret(std::string_view value) : value_(value) {}
  explicit Secret(const char* value) : value_(value) {}
  /// Nothing of it stays behind in `value`, as it would of a short one.
  explicit Secret(std::string&& value) : value_(std::move(value)) { Wipe(value); }
  Secret(Secret&& other) noexcept : Secret(std::move(other.value_)) {}
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { Wipe(value_); }

  /// For the request that has to carry it, and nothing else.
  std::string_view Reveal() const { return value_; }
  bool empty() const { return value_.empty(); }
  Secret Clone() const { return Secret(value_); }

 private:
  std::string value_;
};

}  // namespace workspace_exporter
