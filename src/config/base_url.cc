#include "config/base_url.h"

#include <utility>

namespace workspace_exporter {

Checked<Origin> CheckBaseUrl(std::string_view url, bool allow_plain_http) {
  Result<Origin> origin = ParseOrigin(url);
  if (!origin) return {.problem = origin.error().message};
  if (!origin->tls && !allow_plain_http && !IsLoopback(*origin)) {
    return {.problem = "http is for loopback addresses; use https, or allow it with --allow_plain_http"};
  }
  return {.value = *std::move(origin)};
}

}  // namespace workspace_exporter
