#pragma once

#include <vector>

#include "config/config_entry.h"

namespace workspace_exporter {

/// Faults of the identities of projects: a name that would be that of two of them, and settings that an identity has
/// once, such as its quota, but that two of its projects give differently: none of them is taken for right. And a
/// project's id that none of its settings gives, see sdk_settings.h, and that another project has.
void CheckIdentities(const std::vector<PlacedProject>& projects, Faults& faults);

}  // namespace workspace_exporter
