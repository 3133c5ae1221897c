#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config_entry.h"
#include "config/config_node.h"
#include "config/setting_reader.h"

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

}  // namespace workspace_exporter
