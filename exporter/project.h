#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "auth/token_provider.h"
#include "base/clock.h"
#include "base/file.h"
#include "collection/demand.h"
#include "collection/snapshot_source.h"
#include "config/options.h"
#include "exporter/log.h"
#include "http/resolver.h"
#include "metrics/api_metrics.h"
#include "metrics/family_set.h"
#include "workspace/page_parser.h"
#include "workspace/workspace_client.h"

namespace workspace_exporter {

/// What all projects share. Outlives them.
struct ProjectContext {
  Clock& clock;
  Resolver& resolver;
  std::stop_token stop;  ///< ends every request in flight
  const FileReader& files;
  ApiMetrics& metrics;
  const Log& log;
  SessionPageParser& page_parser;
  std::function<double()> random;  ///< uniform in [0, 1); thread-safe
  std::string user_agent;
};

/// One project with all that its figures come from: the way of a scrape from the collection down to the connections.
/// Thread-safe.
class Project final {
 public:
  /// kTls where the certificates cannot be used.
  static Result<std::unique_ptr<Project>> Create(const ProjectContext& context, const ProjectOptions& options);
  ~Project();

  const std::string& name() const;
  /// Starts a collection where one is due, and waits for it; see SnapshotSource.
  ScrapeResult Refresh(Deadline deadline);
  ProjectView View() const;
  /// Adds what there is to show of the project to a page.
  void AddTo(FamilySet& families);
  /// Asks for one session of those that `query` means, for --check.
  Result<SessionPage> ReadOneSession(const ListQuery& query);
  /// Ends all waiting for a collection.
  void Stop();

 private:
  struct Parts;

  explicit Project(std::unique_ptr<Parts> parts);

  const std::unique_ptr<Parts> parts_;
};

}  // namespace workspace_exporter
