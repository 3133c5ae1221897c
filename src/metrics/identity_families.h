#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "http/request_quota.h"
#include "metrics/family_set.h"

namespace workspace_exporter {

/// Shows what belongs to a sign-in identity: the quota in force, its own or that of the address from
/// which it asks, and what is spent of it, nothing where there is none;
/// how far our clock is ahead, and when the earliest of its tokens expires, where that is known.
void AddIdentityFamilies(FamilySet& families, const std::string& identity, const QuotaState& quota,
                         std::optional<double> skew, std::optional<WallTime> expiry);

}  // namespace workspace_exporter
