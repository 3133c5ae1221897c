#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace workspace_exporter {

/// The flags under one heading of --help.
struct FlagGroup {
  std::string_view heading;
  std::vector<std::string_view> flags;
};

/// Every flag of the program, each in one group.
std::vector<FlagGroup> FlagGroups();

/// What --help shows: every flag with its default and meaning, in lines of at most 100 columns.
std::string HelpText();

}  // namespace workspace_exporter
