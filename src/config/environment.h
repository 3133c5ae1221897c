#pragma once

#include <string>
#include <string_view>

#include "config/flag_collector.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The flags of an environment: WORKSPACE_EXPORTER_<FLAG IN CAPITALS>. A variable of that prefix that is nearly a flag
/// is a fault; any other is left alone, and so are those that Kubernetes sets in every pod for a Service whose name
/// begins like that.
SourceFlags ReadEnvironment(Words environment);

/// A path with HOME of the environment for a `~` in front.
Checked<std::string> WithHome(std::string_view path, Words environment);

/// The value of a variable, without a byte order mark; empty where there is none.
std::string_view FindVariable(Words environment, std::string_view name);

}  // namespace workspace_exporter
