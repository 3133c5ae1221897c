#include "metrics/session_families.h"

#include <utility>

namespace workspace_exporter {

SessionFamilies::SessionFamilies(SessionFamilyOptions options)
    : options_(std::move(options)),
      sessions_(options_.series_limit, options_.group_by, options_.series_retention),
      ages_(options_.series_limit, options_.overdue, options_.series_retention),
      use_(options_.series_limit, options_.series_retention) {}

void SessionFamilies::AddTo(FamilySet& families, const ProjectView& view, SteadyTime now, Milliseconds max_staleness) {
  const ShownListings shown{IsFresh(view.snapshot.live.get(), now, max_staleness),
                            IsFresh(view.snapshot.every_state.get(), now, max_staleness)};
  const std::shared_ptr<const SessionTally>& tally = view.snapshot.tally;
  if (tally == nullptr || (!shown.live && !shown.ended)) return;
  const std::lock_guard lock(mutex_);
  if (std::exchange(last_seen_, tally) != tally) {
    sessions_.See(*tally, now);
    ages_.See(*tally, now);
    use_.See(*tally, now);
  }
  sessions_.AddTo(families, options_.project, shown);
  if (shown.live) {
    ages_.AddTo(families, options_.project);
    use_.AddTo(families, options_.project);
  }
  if (shown.ended) {
    families
        .Gauge("sessions_of_unknown_state", "Sessions in a state that the API does not document, counted as _other.")
        .Add({{"project", options_.project}}, static_cast<double>(tally->unknown_state));
  }
}

}  // namespace workspace_exporter
