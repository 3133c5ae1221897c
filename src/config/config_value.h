#pragma once

#include <string>
#include <string_view>

#include "config/config_node.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// What a flag of that name would be given as: the text itself, or what the list of a group_by or the map of an overdue
/// stands for. Empty where there is no value.
Checked<std::string> FlagTextOf(std::string_view name, const ConfigNode& value);

/// "text", "a list" and so on, for a fault.
std::string_view KindName(const ConfigNode& node);

}  // namespace workspace_exporter
