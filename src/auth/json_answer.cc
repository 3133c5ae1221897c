#include "auth/json_answer.h"

namespace workspace_exporter {

nlohmann::json ParseAnswer(std::string_view body) {
  constexpr std::size_t kLongestBody = 262144;
  if (body.size() > kLongestBody) return nullptr;
  return nlohmann::json::parse(body, nullptr, /*allow_exceptions=*/false);
}

}  // namespace workspace_exporter
