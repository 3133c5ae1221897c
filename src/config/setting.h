#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace workspace_exporter {

/// A value that somebody gave, as text.
struct Setting {
  std::string value = {};  ///< empty: as if it had not been given
  std::string named = {};  ///< how a fault names it, such as "--page_size"
  std::string from = {};   ///< where it stands, such as "WORKSPACE_EXPORTER_PAGE_SIZE"; empty: the command line
};

/// By the flag's name, with underscores and without dashes: "page_size". Names that nobody gave are not there.
using Settings = std::map<std::string, Setting, std::less<>>;

/// Lines for the person who wrote the configuration, each naming the setting and what would be right.
using Faults = std::vector<std::string>;

/// "NAME: PROBLEM (from SOURCE)", on one line of UTF-8 of bounded length, whatever the problem repeats of a value.
std::string FaultLine(const Setting& setting, std::string_view problem);

}  // namespace workspace_exporter
