#include "simulator/request_log.h"

#include <algorithm>
#include <map>
#include <utility>

#include "simulator/signature.h"

namespace workspace_exporter::simulator {
namespace {

constexpr std::size_t kEntriesKept = 400'000;

}  // namespace

std::size_t RequestLog::Arrived(const Request& request, std::string operation, std::int64_t at_ms) {
  const std::lock_guard lock(mutex_);
  max_in_flight_ = std::max(max_in_flight_, ++in_flight_);
  if (entries_.size() >= kEntriesKept) first_ += std::exchange(entries_, {}).size();
  entries_.push_back({.operation = std::move(operation),
                      .method = request.method,
                      .path = request.path,
                      .query = request.query,
                      .access_key = AccessOf(request),
                      .client = request.client,
                      .at_ms = at_ms,
                      .in_flight = in_flight_});
  return first_ + entries_.size() - 1;
}

void RequestLog::Answered(std::size_t number, int status, int token_generation) {
  const std::lock_guard lock(mutex_);
  if (number < first_) return;
  entries_[number - first_].status = status;
  entries_[number - first_].token_generation = token_generation;
}

void RequestLog::Finished() {
  const std::lock_guard lock(mutex_);
  --in_flight_;
}

nlohmann::json RequestLog::ToJson() const {
  const std::lock_guard lock(mutex_);
  nlohmann::json requests = nlohmann::json::array();
  std::map<std::string, std::int64_t> by_operation;
  std::map<std::string, std::int64_t> by_status;
  std::map<std::string, std::int64_t> throttled;
  for (const Entry& entry : entries_) {
    ++by_operation[entry.operation];
    ++by_status[std::to_string(entry.status)];
    if (entry.status == 429) ++throttled[entry.operation];
    requests.push_back({{"operation", entry.operation},
                        {"method", entry.method},
                        {"path", entry.path},
                        {"query", entry.query},
                        {"access_key", entry.access_key},
                        {"client", entry.client},
                        {"at_ms", entry.at_ms},
                        {"in_flight", entry.in_flight},
                        {"status", entry.status},
                        {"token_generation", entry.token_generation}});
  }
  return {{"count", entries_.size()},       {"by_operation", by_operation}, {"by_status", by_status},
          {"throttled", throttled},         {"in_flight", in_flight_},      {"max_in_flight", max_in_flight_},
          {"requests", std::move(requests)}};
}

void RequestLog::Reset() {
  const std::lock_guard lock(mutex_);
  first_ += std::exchange(entries_, {}).size();
  max_in_flight_ = in_flight_;
}

}  // namespace workspace_exporter::simulator
