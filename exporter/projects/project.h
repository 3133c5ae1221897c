#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "access/project_access.h"
#include "collection/snapshot_source.h"
#include "config/options.h"
#include "exporter/projects/project_context.h"
#include "landing/project_status.h"
#include "metrics/edition.h"
#include "metrics/family_set.h"
#include "workspace/workspace_client.h"

namespace workspace_exporter {

/// How many sessions a project has.
struct Population {
  std::uint64_t live = 0;            ///< within live_lookback
  std::uint64_t of_every_state = 0;  ///< within lookback
};

/// One project with all that its figures come from: the way of a scrape from the collection down to the connections.
/// Thread-safe.
class Project final {
  struct Parts;

 public:
  /// kTls where the certificates cannot be used.
  static Result<std::unique_ptr<Project>> Create(const ProjectContext& context, const ProjectOptions& options);
  ~Project();

  const ProjectOptions& options() const;
  const Identity& identity() const;
  /// From now on the quota of its identity is what its options say. All projects of one say the same.
  void TakeQuota();

  /// A scrape: it starts a collection where one is due, and waits for it. Requests are sent only while there is one, or
  /// was lately.
  class Scrape final {
   public:
    explicit Scrape(Project& project);
    ScrapeResult Await(Deadline deadline);

   private:
    Project& project_;
    const ProjectAccess::Waiting waiting_;
    SnapshotSource::Ticket ticket_;
  };
  ProjectView View() const;
  /// Figures that are not stale, or that its last collection failed.
  bool HasSomethingToShow() const;
  /// For the landing page.
  ProjectStatus Status() const;
  /// Adds what there is to show of the project to a page, without its identity.
  void AddTo(FamilySet& families, const Edition& edition);
  /// A sign-in that was refused, and waits for that, may be tried once more now.
  void TryRefusedAgain();
  /// When its token or temporary key expires, where that is known.
  std::optional<WallTime> SignInExpiresAt() const;
  /// Of the tighter of its identity's quota and that of the address from which the API is asked.
  QuotaState Quota() const;
  /// Asks for one session of those that `query` means, for --check.
  Result<SessionPage> ReadOneSession(const ListQuery& query);
  /// Takes that for what the first collection will find, for --check; about how many requests it takes.
  std::uint64_t Expect(const Population& population);
  /// The shortest time between the beginnings of two collections, by what all projects of its identity are expected to
  /// take.
  Milliseconds Period() const;
  /// Ends all waiting for a collection, and sends no request any more.
  void Stop();

 private:
  explicit Project(std::unique_ptr<Parts> parts);

  const std::unique_ptr<Parts> parts_;
};

}  // namespace workspace_exporter
