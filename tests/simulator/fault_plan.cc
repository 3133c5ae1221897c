#include "simulator/fault_plan.h"

#include <chrono>
#include <stdexcept>

#include "simulator/simulated_limit.h"

namespace workspace_exporter::simulator {
namespace {

bool IsFor(const Fault& fault, Operation operation) {
  return fault.operation == "any" || fault.operation == NameOf(operation) ||
         (fault.operation == "iam" && IsOfIam(operation));
}

}  // namespace

void FaultPlan::Add(const nlohmann::json& faults) {
  if (!faults.is_array()) throw std::invalid_argument("a list of faults is wanted");
  std::vector<Rule> added;
  for (const nlohmann::json& fault : faults) added.push_back({.fault = FaultFromJson(fault)});
  const std::lock_guard lock(mutex_);
  rules_.insert(rules_.end(), added.begin(), added.end());
}

void FaultPlan::Clear() {
  const std::lock_guard lock(mutex_);
  rules_.clear();
}

nlohmann::json FaultPlan::ToJson() const {
  const std::lock_guard lock(mutex_);
  nlohmann::json out = nlohmann::json::array();
  for (const Rule& rule : rules_) {
    nlohmann::json entry = simulator::ToJson(rule.fault);
    entry["seen"] = rule.seen;
    entry["struck"] = rule.struck;
    out.push_back(std::move(entry));
  }
  return out;
}

std::vector<Fault> FaultPlan::Draw(const Request& request, const Route& route, std::int64_t offset) {
  const std::lock_guard lock(mutex_);
  std::vector<Fault> drawn;
  for (Rule& rule : rules_) {
    const Fault& fault = rule.fault;
    if (!IsFor(fault, route.operation)) continue;
    if (!fault.project.empty() && fault.project != route.project) continue;
    if (fault.offset >= 0 && fault.offset != offset) continue;
    ++rule.seen;
    if (rule.seen < fault.from || (rule.seen - fault.from) % fault.every != 0) continue;
    if (fault.times > 0 && rule.struck >= fault.times) continue;
    if (fault.probability < 1 && !random_.Chance(fault.probability)) continue;
    if (fault.kind == "rate_limit" && LetsThrough(rule, request)) continue;
    ++rule.struck;
    drawn.push_back(fault);
    if (fault.grow) drawn.back().delta *= rule.struck;
  }
  return drawn;
}

bool FaultPlan::LetsThrough(Rule& rule, const Request& request) {
  const double now = std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  Limit limit = ParseLimit(rule.fault.limit).limit;
  limit.counts_rejected = rule.fault.counts_rejected;
  return !rule.windows[CountedParty(rule.fault.policy, request)].Spend(limit, now);
}

}  // namespace workspace_exporter::simulator
