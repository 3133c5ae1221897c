#include "config/group_by.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "config/value_parsers.h"

namespace workspace_exporter {
namespace {

constexpr std::array<std::string_view, 10> kLabels = {
    "session_state", "server_group", "client_type",    "failed_code",   "app_name",
    "protocol_type", "session_type", "client_version", "agent_version", "machine_name"};
constexpr std::array<std::string_view, 7> kPersonal = {"login_user",  "user_name",     "client_ip", "client_mac",
                                                       "client_name", "session_stamp", "public_ip"};

template <typename List>
bool Holds(const List& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

std::string LabelProblem(std::string_view label) {
  if (Holds(kPersonal, label)) return fmt::format("{} is personal data and never a label", label);
  if (label == "server_group_id") return "server_group_id comes with server_group and is not named";
  return fmt::format("'{}' is none of {}", label, fmt::join(kLabels, ", "));
}

}  // namespace

Checked<std::vector<std::string>> ParseGroupBy(std::string_view text) {
  std::vector<std::string> labels;
  for (const std::string_view label : SplitList(text)) {
    if (!Holds(kLabels, label)) return {.problem = LabelProblem(label)};
    if (Holds(labels, label)) return {.problem = fmt::format("{} is named twice", label)};
    labels.emplace_back(label);
  }
  if (!Holds(labels, "session_state")) return {.problem = "session_state must be among the labels"};
  return {.value = std::move(labels)};
}

}  // namespace workspace_exporter
