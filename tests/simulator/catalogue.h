#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/random.h"
#include "simulator/settings.h"
#include "simulator/wire_text.h"

namespace workspace_exporter::simulator {

struct Group {
  std::string id;
  std::vector<Text> names;  ///< the last is the present one
};

struct Machine {
  std::string name;
  std::string sid;
  std::string ip;
};

struct Failure {
  Text code;
  std::string reason;
  bool is_failure = false;  ///< "", WKS.00000000 and success are none
};

/// What sessions share. Index 0 of failures is the empty code; those up to first_failure are no failures.
struct Catalogue {
  std::vector<Group> groups;
  std::vector<Text> client_types;
  std::vector<Failure> failures;
  std::size_t first_failure = 0;
  std::vector<Text> users;
  std::vector<Machine> machines;
};

Catalogue MakeCatalogue(const Settings& settings, Random& random);

/// The index of the group with this id, added where there is none.
std::size_t FindOrAddGroup(Catalogue& catalogue, std::string_view id);

/// The index of the text, added where there is none.
std::size_t FindOrAdd(std::vector<Text>& texts, std::string_view text);

/// The index of the failure with this code, added where there is none.
std::size_t FindOrAddFailure(Catalogue& catalogue, std::string_view code);

/// The index of the machine with this name, added where there is none.
std::size_t FindOrAddMachine(Catalogue& catalogue, std::string_view name);

}  // namespace workspace_exporter::simulator
