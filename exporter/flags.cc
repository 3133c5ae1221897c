#include "exporter/flags.h"

#include <algorithm>
#include <string>

#include <gflags/gflags.h>

#include "config/flag_table.h"

namespace workspace_exporter {
namespace {

/// gflags keeps the addresses for good; the table's texts are literals, which end with a NUL.
template <typename T>
void Register(const Flag& flag, const T& value) {
  [[maybe_unused]] const gflags::FlagRegisterer registered(flag.name.data(), flag.meaning.data(), __FILE__,
                                                           new T(value), new T(value));
}

/// All but --flagfile, --help and --version, which gflags has itself; the meaning is ours.
const bool kIsRegistered = [] {
  for (const FlagGroup& group : FlagTable()) {
    for (const Flag& flag : group.flags) {
      if (flag.places != Flag::Places::kEverywhere) continue;
      flag.boolean ? Register(flag, false) : Register(flag, std::string(flag.default_value));
    }
  }
  return true;
}();

}  // namespace

OptionsOrFaults ReadOptions(int argc, const char* const* argv, const char* const* environment,
                            const FileReader& files) {
  std::size_t variables = 0;
  while (environment[variables] != nullptr) ++variables;
  const Words words(argv, static_cast<std::size_t>(std::max(argc, 0)));
  return ReadProgramOptions(words.subspan(std::min<std::size_t>(words.size(), 1)), Words(environment, variables),
                            files);
}

}  // namespace workspace_exporter
