#pragma once

#include <string>

#include "http/request_quota.h"
#include "metrics/family_set.h"

namespace workspace_exporter {

/// Shows the quota in force of a sign-in identity and what is spent of it; nothing where there is none.
void AddQuotaFamilies(FamilySet& families, const std::string& identity, const QuotaState& quota);

}  // namespace workspace_exporter
