#include "auth/sign_in_backoff.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace workspace_exporter {
namespace {

constexpr Milliseconds kFirstBackoff = std::chrono::minutes(1);
constexpr Milliseconds kLongestBackoff = std::chrono::minutes(15);

std::uint64_t Hash(const Password& password) { return std::hash<std::string_view>()(password.value.Reveal()) | 1U; }

}  // namespace

std::optional<Milliseconds> SignInBackoff::Wait(const Password& password, SteadyTime now) const {
  const bool is_it = Hash(password) == refused_password_ && password.file == refused_file_;
  if (!is_it || now >= until_) return std::nullopt;
  return std::chrono::ceil<Milliseconds>(until_ - now);
}

void SignInBackoff::Refused(const Password& password, SteadyTime now) {
  const bool again = Hash(password) == refused_password_;
  wait_ = again ? std::min(kLongestBackoff, 2 * wait_) : kFirstBackoff;
  refused_password_ = Hash(password);
  refused_file_ = password.file;
  until_ = now + wait_;
}

}  // namespace workspace_exporter
