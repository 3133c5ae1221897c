#include "auth/sign_in_backoff.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace workspace_exporter {
namespace {

constexpr Milliseconds kFirstBackoff = std::chrono::minutes(1);
constexpr Milliseconds kLongestBackoff = std::chrono::minutes(15);

std::uint64_t Hash(const Secret& password) { return std::hash<std::string_view>()(password.Reveal()) | 1U; }

}  // namespace

std::optional<Milliseconds> SignInBackoff::Wait(const Secret& password, SteadyTime now) const {
  if (Hash(password) != refused_password_ || now >= until_) return std::nullopt;
  return std::chrono::ceil<Milliseconds>(until_ - now);
}

void SignInBackoff::Refused(const Secret& password, SteadyTime now) {
  const bool again = Hash(password) == refused_password_;
  wait_ = again ? std::min(kLongestBackoff, 2 * wait_) : kFirstBackoff;
  refused_password_ = Hash(password);
  until_ = now + wait_;
}

}  // namespace workspace_exporter
