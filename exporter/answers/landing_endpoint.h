#pragma once

#include <string>

#include "base/clock.h"
#include "exporter/projects/project_set.h"
#include "landing/landing_page.h"
#include "web/http_message.h"

namespace workspace_exporter {

/// Answers GET and HEAD of /: the landing page, which touches no API. Thread-safe.
class LandingEndpoint final {
 public:
  /// What it refers to outlives it.
  LandingEndpoint(LandingFrame frame, const ProjectSet& projects, const Clock& clock);

  /// 404 for `?project=` with a name that no project has.
  WebResponse Answer(const WebRequest& request) const;

 private:
  const LandingFrame frame_;
  const ProjectSet& projects_;
  const Clock& clock_;
  const std::string policy_;
};

}  // namespace workspace_exporter
