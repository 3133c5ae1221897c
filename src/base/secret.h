#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace workspace_exporter {

/// A password or token. It cannot be formatted or compared by accident, and its memory is wiped when it is replaced or
/// destroyed. Moved, never copied.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  Secret(Secret&& other) noexcept : value_(std::move(other.value_)) { other.Wipe(); }
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { Wipe(); }

  /// For the request that has to carry it, and nothing else.
  std::string_view Reveal() const { return value_; }
  bool empty() const { return value_.empty(); }
  Secret Clone() const { return Secret(value_); }

 private:
  void Wipe();

  std::string value_;
};

}  // namespace workspace_exporter
