#include "web/connection_counts.h"

namespace workspace_exporter {

std::string_view Name(Refusal refusal) {
  // In the order of Refusal.
  constexpr std::array<std::string_view, kRefusals> kNames = {
      "too_many",       "too_many_of_address", "no_descriptors", "no_memory", "slow_head", "slow_reader",
      "head_too_large", "malformed",           "method",         "body",      "tls"};
  return kNames[static_cast<std::size_t>(refusal)];
}

}  // namespace workspace_exporter
