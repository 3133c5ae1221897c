#pragma once

#include <cassert>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace workspace_exporter {

/// What went wrong, named by what the caller should do about it. All but kCancelled are the values of the label
/// `reason` of collection_errors_total.
enum class ErrorKind : std::uint8_t {
  kTimeout,       ///< no whole answer in time: may be tried again
  kNetwork,       ///< name look-up, connection refused or reset: may be tried again
  kTls,           ///< certificate or handshake: trying again does not help
  kAuth,          ///< sign-in refused, token refused, or not allowed: trying again does not help
  kThrottled,     ///< over the API's quota: stop, and wait for retry_after
  kServer,        ///< 5xx: may be tried again
  kMalformed,     ///< the body is not as documented: may be tried again
  kRejected,      ///< the request is not accepted (400, 404, 3xx …): trying again does not help
  kInconsistent,  ///< a listing could not be made whole: the next collection tries again
  kCancelled,     ///< the program is stopping, or nobody asks any more: not an error to report
};

/// How many kinds are reported: all before kCancelled.
inline constexpr std::size_t kReportedErrorKinds = static_cast<std::size_t>(ErrorKind::kCancelled);

/// The label value, such as "timeout".
std::string_view Name(ErrorKind kind);

/// Why something failed. The message is for the log: it names no secret and no person.
struct Error {
  ErrorKind kind = ErrorKind::kNetwork;
  std::string message;
  /// When the other side said how long to wait before the next request.
  std::optional<std::chrono::milliseconds> retry_after = std::nullopt;
  /// It has been tried again as often as is allowed: whoever called that, a page that needs a sign-in, does not
  /// multiply the tries.
  bool gave_up = false;

  /// The same error with the step that met it named in front: "page 3 at offset 297: …".
  [[nodiscard]] Error Within(std::string_view step) &&;
};

/// A value, or why there is none. Like std::expected, which g++ 12 has only beyond C++20.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  explicit operator bool() const { return state_.index() == 0; }

  /// Only where the result holds a value.
  T& operator*() & { return *Value(); }
  const T& operator*() const& { return *const_cast<Result*>(this)->Value(); }
  T&& operator*() && { return std::move(*Value()); }
  T* operator->() { return Value(); }
  const T* operator->() const { return const_cast<Result*>(this)->Value(); }

  /// Only where the result holds an error.
  const Error& error() const& { return *std::get_if<1>(&state_); }
  Error&& error() && { return std::move(*std::get_if<1>(&state_)); }

 private:
  T* Value() {
    assert(state_.index() == 0);
    return std::get_if<0>(&state_);
  }

  std::variant<T, Error> state_;
};

/// The value of an operation that has none.
struct Done {};

}  // namespace workspace_exporter
