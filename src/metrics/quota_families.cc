#include "metrics/quota_families.h"

namespace workspace_exporter {

void AddQuotaFamilies(FamilySet& families, const std::string& identity, const QuotaState& quota) {
  if (quota.in_force.limit == 0) return;
  const auto add = [&](std::string_view family, std::string_view help, double value) {
    families.Gauge(family, help).Add({{"identity", identity}}, value);
  };
  add("api_quota_limit", "Requests to list sessions that are allowed in a window: ours, or a learnt tighter one.",
      quota.in_force.limit);
  add("api_quota_used", "Requests of the window that are spent, those in flight included.", quota.used);
  add("api_quota_window_seconds", "Length of the window.", ToSeconds(quota.in_force.window));
}

}  // namespace workspace_exporter
