#include "http/family_answers.h"

namespace workspace_exporter {
namespace {

constexpr Milliseconds kGrace(200);

}  // namespace

SteadyTime SettledAt(const FamilyAnswer& ipv4, const FamilyAnswer& ipv6) {
  using State = FamilyAnswer::State;
  if (ipv4.state != State::kPending && ipv6.state != State::kPending) return SteadyTime::min();
  if (ipv4.state == State::kFound || ipv4.state == State::kNoSuchName) return ipv4.at + kGrace;
  if (ipv6.state == State::kFound) return ipv6.at + kGrace;
  return SteadyTime::max();
}

}  // namespace workspace_exporter
