#include "http/http_date.h"

#include <ctime>
#include <string>

namespace workspace_exporter {

std::optional<WallTime> ParseHttpDate(std::string_view text) {
  const std::string copy(text);  // strptime wants an end
  std::tm date{};
  const char* const end = strptime(copy.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &date);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return std::chrono::sys_seconds(std::chrono::seconds(timegm(&date)));
}

}  // namespace workspace_exporter
