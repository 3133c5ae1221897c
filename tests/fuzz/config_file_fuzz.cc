// The file that --config_file names, read as the program does: with its flags, and files that it may name.

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "base/utf8.h"
#include "exporter/flags.h"
#include "support/fake_file_reader.h"
#include "target.h"

namespace workspace_exporter {
namespace {

void CheckFaults(const Faults& faults, std::string_view input) {
  Require(!faults.empty(), "a reason");
  for (const std::string& fault : faults) {
    Require(fault.size() <= 2000 && IsValidUtf8(fault) && !HoldsControlCharacters(fault), "a fault on one line");
    // What the file itself has may be the name of a key.
    if (input.find("hunter2") == input.npos) {
      Require(fault.find("hunter2") == fault.npos, "a fault that repeats no secret");
    }
  }
}

void CheckOptions(const Options& options) {
  Require(!options.projects.empty() && options.projects.size() <= 1000, "as many projects as there may be");
  std::set<std::string> names;
  for (const ProjectOptions& project : options.projects) {
    Require(!project.name.empty() && IsValidUtf8(project.name) && !HoldsControlCharacters(project.name),
            "a name that can be a label");
    Require(names.insert(project.name).second, "another name for each project");
    Require(!project.identity.empty(), "an identity for each project");
  }
}

}  // namespace

void Fuzz(std::string_view input) {
  const FakeFileReader files({{"config.yaml", std::string(input)},
                              {"token", "MIItoken\n"},
                              {"password", "hunter2\n"},
                              {"credentials", "[basic]\nak = A\nsk = hunter2\n"}});
  const std::array<const char*, 2> arguments = {"program", "--config_file=config.yaml"};
  const std::array<const char*, 1> environment = {nullptr};
  const OptionsOrFaults read =
      ReadOptions(static_cast<int>(arguments.size()), arguments.data(), environment.data(), files);
  if (const auto* const faults = std::get_if<Faults>(&read)) return CheckFaults(*faults, input);
  CheckOptions(std::get<Options>(read));
}

}  // namespace workspace_exporter
