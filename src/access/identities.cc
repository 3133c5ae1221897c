#include "access/identities.h"

#include "http/http_date.h"

namespace workspace_exporter {

void ClockSkew::See(const Result<HttpResponse>& response, WallTime now) {
  if (!response) return;
  if (const auto date = ParseHttpDate(FindHeader(response->headers, "Date"))) {
    seconds_ = std::chrono::duration<double>(now - *date).count();
    is_known_ = true;
  }
}

std::shared_ptr<Identity> Identities::Of(const ProjectOptions& project) {
  const std::lock_guard lock(mutex_);
  // One without a name is the project's own.
  const std::string key = project.identity.empty() ? "project " + project.name : project.identity;
  if (auto identity = known_.Find(key)) return identity;
  auto identity = std::make_shared<Identity>(project.api_quota, clock_, stop_);
  known_.Add(key, identity);
  return identity;
}

}  // namespace workspace_exporter
