#include "metrics/identity_families.h"

namespace workspace_exporter {

void AddIdentityFamilies(FamilySet& families, const std::string& identity, const QuotaState& quota,
                         std::optional<double> skew, std::optional<WallTime> expiry) {
  const auto add = [&](std::string_view family, std::string_view help, double value) {
    families.Gauge(family, help).Add({{"identity", identity}}, value);
  };
  if (quota.in_force.limit > 0) {
    add("api_quota_limit",
        "Requests to list sessions that are allowed in a window: ours, or a learnt tighter one, of the identity or of "
        "this address.",
        quota.in_force.limit);
    add("api_quota_used", "Requests of the window that are spent, those in flight included.", quota.used);
    add("api_quota_window_seconds", "Length of the window.", ToSeconds(quota.in_force.window));
  }
  if (skew)
    add("clock_skew_seconds", "How far our clock is ahead of the API's, by the Date of its last answer.", *skew);
  if (expiry) {
    add("token_expiry_timestamp_seconds", "When the token of an identity expires, where that is known.",
        ToUnixSeconds(*expiry));
  }
}

}  // namespace workspace_exporter
