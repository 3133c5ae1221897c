#include "metrics/collection_families.h"

namespace workspace_exporter {
namespace {

void AddListing(FamilySet& families, const std::string& project, std::string_view name, const Listing* listing) {
  if (listing == nullptr) return;
  const std::vector<LabelPair> labels = {{"project", project}, {"listing", name}};
  const auto add = [&](std::string_view family, std::string_view help, double value) {
    families.Gauge(family, help).Add(labels, value);
  };
  add("snapshot_timestamp_seconds", "When the listing that is shown was complete.",
      ToUnixSeconds(listing->completed_at));
  add("collection_duration_seconds", "How long the last whole listing took.", ToSeconds(listing->duration));
  add("collection_items", "Distinct sessions in the last whole listing.", static_cast<double>(listing->proof.items));
  add("collection_expected_items", "Sessions in the last whole listing as the API counts them.",
      static_cast<double>(listing->proof.expected));
  add("collection_duplicates", "Rows of the last whole listing that were read more than once because rows moved.",
      static_cast<double>(listing->proof.duplicates));
}

}  // namespace

void AddCollectionFamilies(FamilySet& families, const CollectionFamilyOptions& options, const ProjectView& view,
                           const CollectionProgress& progress) {
  const std::string& project = options.project;
  const std::vector<LabelPair> labels = {{"project", project}};
  const auto add = [&](std::string_view family, std::string_view help, double value) {
    families.Gauge(family, help).Add(labels, value);
  };
  add("up", "Whether the last finished collection succeeded; 0 before the first.", view.up ? 1 : 0);
  add("max_staleness_seconds", "Up to which age a listing is shown.", ToSeconds(options.max_staleness));
  add("collection_period_seconds",
      "Shortest time between the beginnings of two collections, by min_interval and quota.", ToSeconds(options.period));
  add("collection_in_progress", "Whether a collection is under way.", view.collecting ? 1 : 0);
  add("collection_pages_planned", "Pages that the collection under way, or the last one, has planned so far.",
      static_cast<double>(progress.pages_planned));
  add("collection_pages_read", "Pages that the collection under way, or the last one, has read so far.",
      static_cast<double>(progress.pages_read));
  FamilyWriter lookback =
      families.Gauge("lookback_seconds", "How far back, by their start, sessions of a listing are counted.");
  lookback.Add({{"project", project}, {"listing", "ended"}}, ToSeconds(options.lookback));
  lookback.Add({{"project", project}, {"listing", "live"}}, ToSeconds(options.live_lookback));
  AddListing(families, project, "ended", view.snapshot.every_state.get());
  AddListing(families, project, "live", view.snapshot.live.get());
}

}  // namespace workspace_exporter
