#pragma once

#include <cstdint>

#include "base/clock.h"

namespace workspace_exporter {

/// What a name server has said of a name in one family of addresses.
struct FamilyAnswer {
  enum class State : std::uint8_t {
    kPending,
    kFound,
    kNoSuchName,  ///< in any family: NXDOMAIN is of the name (RFC 8020)
    kFailed,      ///< the name has no address of this family, or the server fails
  };
  State state = State::kPending;
  SteadyTime at = {};  ///< when it was said
};

/// From when on the name is settled without further answers; SteadyTime::min() where both are there, and
/// SteadyTime::max() where the other is needed. A family that is silent holds up one that has answered for no more than
/// 200 ms: RFC 8305, section 3, names 50 ms, but here it happens twice a minute at most, and both are worth having. A
/// name that does not exist by IPv4 is settled as well; by IPv6 it is not, since there are servers that say so of any
/// name without such an address (RFC 4074, 4.2).
SteadyTime SettledAt(const FamilyAnswer& ipv4, const FamilyAnswer& ipv6);

}  // namespace workspace_exporter
