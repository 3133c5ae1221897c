#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace workspace_exporter {

/// A flag that the program knows.
struct FlagSpec {
  /// Where it may stand.
  enum class Places : std::uint8_t {
    kEverywhere,
    kNotInFlagfile,  ///< on the command line or in the environment
    kCommandLine,    ///< there alone
  };

  std::string name;      ///< with underscores
  bool boolean = false;  ///< may stand without a value, and as --noNAME
  Places places = Places::kEverywhere;
};

using FlagSpecs = std::vector<FlagSpec>;

}  // namespace workspace_exporter
