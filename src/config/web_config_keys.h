#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "config/checked.h"
#include "config/config_entry.h"
#include "config/config_node.h"
#include "config/setting.h"

namespace workspace_exporter {

/// A key of a map in the web configuration. `read` takes its value and returns what is wrong with it, or nothing.
struct WebConfigKey {
  std::string name;
  std::function<std::string(const ConfigNode& value)> read;
};

/// Reads each key of a map; what is none of `keys` is a fault.
void ReadWebConfigKeys(const ConfigNode& map, const ConfigPart& part, const std::vector<WebConfigKey>& keys,
                       Faults& faults);

// What `read` may be made of.

/// A key that stands for something that is not there, refused with the reason.
WebConfigKey Refused(std::string name, std::string why);
/// "must be WANTED, not a list", or nothing where it is of that kind.
std::string KindProblem(const ConfigNode& value, ConfigNode::Kind kind, std::string_view wanted);
/// The problem of a value that is one text; takes it where there is none.
template <typename T, typename Parse>
std::string ReadText(const ConfigNode& value, T& to, const Parse& parse) {
  std::string problem = KindProblem(value, ConfigNode::Kind::kText, "one value");
  if (!problem.empty()) return problem;
  auto checked = parse(value.text);
  if (checked.problem.empty()) to = std::move(checked.value);
  return std::move(checked.problem);
}
/// A list of texts, none of them empty; where one is at fault, the line is that of the list's key and names the item.
std::string ReadTexts(const ConfigNode& value, const std::function<std::string(const std::string& item)>& take);

}  // namespace workspace_exporter
