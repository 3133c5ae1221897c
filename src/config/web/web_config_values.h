#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config_node.h"

namespace workspace_exporter {

/// A key of a map in the web configuration. `read` takes its value and returns what is wrong with it, or nothing.
struct WebConfigKey {
  std::string name;
  std::function<std::string(const ConfigNode& value)> read;
};

/// Reads each key of a map; what is none of `keys` is a fault. A value that is nothing is an empty map.
void ReadWebConfigKeys(const ConfigNode& map, const ConfigPart& part, const std::vector<WebConfigKey>& keys,
                       Faults& faults);

// What `read` may be made of.

/// "must be WANTED, not a list", or nothing where it is of that kind.
std::string KindProblem(const ConfigNode& value, ConfigNode::Kind kind, std::string_view wanted);
/// The same, where nothing stands for an empty map or text.
std::string MapProblem(const ConfigNode& value);
std::string TextProblem(const ConfigNode& value);
/// A list of texts, or nothing, and nothing in the place of one; where one is at fault, the line is that of the list's
/// key and names the item.
std::string ReadTexts(const ConfigNode& value, const std::function<std::string(const std::string& item)>& take);

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
