#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "config/config_node.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

// Values of the exporter toolkit's file as Go's yaml.v2 reads them into its types (go.yaml.in/yaml/v2, resolve.go and
// decode.go). What is in quotes is a text, and stands for no boolean and no number. Nothing at all is zero.

/// true, yes, y, on and their opposites, each small, large or with a capital, as in YAML 1.1.
Checked<bool> ReadGoBool(const ConfigNode& value);

/// A whole number: decimal, 0x, 0o, 0b, or octal with a 0 in front, with _ between digits. A fraction is cut off.
Checked<std::int64_t> ReadGoInt(const ConfigNode& value);

/// A text as ParseGoDuration takes it, or a number of nanoseconds.
Checked<std::chrono::nanoseconds> ReadGoDuration(const ConfigNode& value);

/// As Go's time.ParseDuration: "1.5s", "1h30m", "300ms", "-1s", "0"; nothing where it is none.
Checked<std::chrono::nanoseconds> ParseGoDuration(std::string_view text);

}  // namespace workspace_exporter
