#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "simulator/population.h"
#include "simulator/simulator_http.h"

namespace workspace_exporter::simulator {

/// The parameters of list-sessions that the API documents.
struct ListQuery {
  std::int64_t limit = 10;
  std::int64_t offset = 0;
  EpochMs begin = 0;
  EpochMs end = 0;
  std::vector<std::string> states;  ///< empty: all
  std::string group_id;
  std::string user_name;  ///< the login, or its part before the @
  std::string vm_ip;
  std::string public_ip;
  std::string machine_name;
  std::optional<bool> is_success;
};

/// The query, or what is wrong with the parameters. Parameters that the API does not know are passed over.
std::variant<ListQuery, std::string> ParseListQuery(const Fields& parameters);

/// What all pages of one listing have in common.
std::string ListingKey(const ListQuery& query, Reading reading);

/// The places, in order, of the rows that the query asks for.
std::vector<std::uint32_t> Select(const Population& population, const ListQuery& query, Reading reading);

}  // namespace workspace_exporter::simulator
