#include "simulator/simulated_query.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "simulator/derived_fields.h"

namespace workspace_exporter::simulator {
namespace {

std::optional<std::int64_t> ParseNumber(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<std::string> SplitAtCommas(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (comma > 0) parts.emplace_back(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return parts;
}

/// What is wrong with the numbers and times; empty: nothing.
std::string ParseBounds(const Fields& parameters, ListQuery& query) {
  if (const std::string* limit = Find(parameters, "limit")) {
    const auto value = ParseNumber(*limit);
    if (!value || *value < 1 || *value > 100) return "limit must be between 1 and 100";
    query.limit = *value;
  }
  if (const std::string* offset = Find(parameters, "offset")) {
    const auto value = ParseNumber(*offset);
    if (!value || *value < 0) return "offset must not be negative";
    query.offset = *value;
  }
  const std::string* begin = Find(parameters, "query_begin_time");
  const std::string* end = Find(parameters, "query_end_time");
  if (begin == nullptr || end == nullptr) return "query_begin_time and query_end_time are required";
  const auto begin_at = ParseQueryTime(*begin);
  const auto end_at = ParseQueryTime(*end);
  if (!begin_at || !end_at) return "query_begin_time and query_end_time must be like 2024-02-27T03:47:51.182Z";
  if (*begin_at > *end_at) return "query_begin_time is later than query_end_time";
  query.begin = *begin_at;
  query.end = *end_at;
  return "";
}

/// The names of states that a filter is to look for, as numbers where they are documented.
struct StateFilter {
  bool any = true;
  bool documented[6] = {};
  const std::vector<std::string>* names = nullptr;

  explicit StateFilter(const std::vector<std::string>& states) : any(states.empty()), names(&states) {
    for (const std::string& name : states) {
      for (std::size_t state = 0; state < 5; ++state) documented[state] |= name == kStateNames[state];
    }
  }
  bool Accepts(const Entry& entry) const {
    if (any || documented[static_cast<std::size_t>(entry.state)]) return true;
    if (entry.state != State::kOther) return false;
    const Text* sent = FindRaw(entry.row->session, "session_state");
    return sent != nullptr && std::ranges::find(*names, sent->text) != names->end();
  }
};

bool HasUser(const Text& user, std::string_view name) {
  return user.text == name || (user.text.starts_with(name) && user.text.substr(name.size()).starts_with("@"));
}

bool AcceptsDetails(const ListQuery& query, const Session& session, const Catalogue& catalogue) {
  const Machine& machine = catalogue.machines[session.machine];
  return (query.user_name.empty() || HasUser(catalogue.users[session.user], query.user_name)) &&
         (query.vm_ip.empty() || machine.ip == query.vm_ip) &&
         (query.machine_name.empty() || machine.name == query.machine_name) &&
         (query.public_ip.empty() || Derive(session).public_ip == query.public_ip);
}

bool InWindow(const Entry& entry, const ListQuery& query, Reading reading) {
  if (entry.start < query.begin) return false;
  return reading == Reading::kStart ? entry.start <= query.end : entry.end <= query.end;
}

}  // namespace

std::variant<ListQuery, std::string> ParseListQuery(const Fields& parameters) {
  ListQuery query;
  if (std::string fault = ParseBounds(parameters, query); !fault.empty()) return fault;
  const auto text = [&parameters](std::string_view name) {
    const std::string* value = Find(parameters, name);
    return value == nullptr ? std::string() : *value;
  };
  query.states = SplitAtCommas(text("session_state"));
  query.group_id = text("app_server_group_id");
  query.user_name = text("user_name");
  query.vm_ip = text("vm_ip");
  query.public_ip = text("public_ip");
  query.machine_name = text("machine_name");
  const std::string success = text("is_success");
  if (!success.empty() && success != "true" && success != "false") return "is_success must be true or false";
  if (!success.empty()) query.is_success = success == "true";
  return query;
}

std::string ListingKey(const ListQuery& query, Reading reading) {
  return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", static_cast<int>(reading), query.begin, query.end,
                     fmt::join(query.states, ","), query.group_id, query.user_name, query.vm_ip, query.public_ip,
                     query.machine_name, query.is_success ? (*query.is_success ? 1 : 0) : -1);
}

std::vector<std::uint32_t> Select(const Population& population, const ListQuery& query, Reading reading) {
  const Catalogue& catalogue = population.catalogue();
  const StateFilter states(query.states);
  const bool details =
      !(query.user_name.empty() && query.vm_ip.empty() && query.public_ip.empty() && query.machine_name.empty());
  std::vector<std::uint32_t> places;
  const std::vector<Entry>& entries = population.entries();
  for (std::size_t place = 0; place < entries.size(); ++place) {
    const Entry& entry = entries[place];
    if (!InWindow(entry, query, reading) || !states.Accepts(entry)) continue;
    if (query.is_success && *query.is_success == (entry.state == State::kInitFail)) continue;
    if (!query.group_id.empty() && catalogue.groups[entry.group].id != query.group_id) continue;
    if (details && !AcceptsDetails(query, entry.row->session, catalogue)) continue;
    places.push_back(static_cast<std::uint32_t>(place));
  }
  return places;
}

}  // namespace workspace_exporter::simulator
