#include "exporter/projects/collection_log.h"

#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

constexpr std::chrono::minutes kTellAgainAfter(5);

std::string Seconds(Milliseconds span) { return fmt::format("{:.3f}", static_cast<double>(span.count()) / 1000); }

std::string Items(const Listing* listing) { return listing == nullptr ? "0" : fmt::to_string(listing->proof.items); }

}  // namespace

CollectionLog::CollectionLog(const Log& log, const Clock& clock, std::string project)
    : log_(log), clock_(clock), project_(std::move(project)) {}

void CollectionLog::Finished(const CollectionReport& report, std::uint64_t pages, Milliseconds period) {
  const std::lock_guard lock(mutex_);
  report.error ? Failed(report) : Succeeded(report, pages, period);
}

void CollectionLog::UnderWay(const CollectionProgress& progress) {
  log_.Info("collection under way", {{"project", project_},
                                     {"pages_read", fmt::to_string(progress.pages_read.load())},
                                     {"pages_planned", fmt::to_string(progress.pages_planned.load())}});
}

void CollectionLog::Disagrees(const std::string& difference) {
  log_.Warn("changes do not add up to the API's counts: a full listing is read",
            {{"project", project_}, {"difference", difference}});
}

void CollectionLog::Corrected(std::uint64_t rows) {
  if (rows == 0) return;
  log_.Warn("a full listing corrected the table", {{"project", project_}, {"sessions", fmt::to_string(rows)}});
}

void CollectionLog::Succeeded(const CollectionReport& report, std::uint64_t pages, Milliseconds period) {
  if (failures_ > 0) {
    log_.Info("collections succeed again", {{"project", project_}, {"failures", fmt::to_string(failures_)}});
  }
  failures_ = 0;
  last_error_.reset();
  log_.Info("collection finished", {{"project", project_},
                                    {"seconds", Seconds(report.duration)},
                                    {"pages", fmt::to_string(pages)},
                                    {"live_sessions", Items(report.snapshot.live.get())},
                                    {"all_sessions", Items(report.snapshot.every_state.get())},
                                    {"period_seconds", Seconds(period)}});
}

void CollectionLog::Failed(const CollectionReport& report) {
  const ErrorKind kind = report.error->kind;
  if (kind == ErrorKind::kCancelled) {
    log_.Info("collection called off", {{"project", project_}, {"why", report.error->message}});
    return;
  }
  ++failures_;
  const SteadyTime now = clock_.SteadyNow();
  if (last_error_ == kind && now - last_told_ < kTellAgainAfter) {
    log_.Debug("collection failed again", {{"project", project_}, {"reason", std::string(Name(kind))}});
    return;
  }
  last_error_ = kind;
  last_told_ = now;
  log_.Error("collection failed", {{"project", project_},
                                   {"reason", std::string(Name(kind))},
                                   {"error", report.error->message},
                                   {"seconds", Seconds(report.duration)},
                                   {"failures", fmt::to_string(failures_)}});
}

}  // namespace workspace_exporter
