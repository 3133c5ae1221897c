#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace workspace_exporter {

/// A flag of the program.
struct Flag {
  /// Where it may stand.
  enum class Places : std::uint8_t {
    kEverywhere,
    kNotInFlagfile,  ///< on the command line or in the environment
    kCommandLine,    ///< there alone
  };

  std::string_view name = {};           ///< with underscores
  std::string_view default_value = {};  ///< as text; empty where there is none
  std::string_view meaning = {};        ///< for --help
  bool of_project =
      false;             ///< p in the documentation: may differ between projects, and stand in the configuration file
  bool boolean = false;  ///< may stand without a value, and as --noNAME
  Places places = Places::kEverywhere;
};

/// The flags under one heading of --help.
struct FlagGroup {
  std::string_view heading = {};
  std::span<const Flag> flags = {};
};

/// Every flag of the program, each in one group: the one table of them. Which file checks the flags of a group is said
/// there.
std::span<const FlagGroup> FlagTable();

/// The flag of that name, with underscores; nullptr where there is none.
const Flag* FindFlag(std::string_view name);

/// Whether a flag of that name may differ between projects.
bool IsOfProject(std::string_view name);

/// The names of all flags, in the order of the alphabet; those of the flags of a project, in the table's.
const std::vector<std::string>& FlagNames();
const std::vector<std::string>& ProjectFlagNames();

}  // namespace workspace_exporter
