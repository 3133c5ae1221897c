#include "simulator/fault_plan.h"

#include <stdexcept>

namespace workspace_exporter::simulator {

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

std::vector<Fault> FaultPlan::Draw(const Route& route, std::int64_t offset) {
  const std::lock_guard lock(mutex_);
  std::vector<Fault> drawn;
  for (Rule& rule : rules_) {
    const Fault& fault = rule.fault;
    if (fault.operation != "any" && fault.operation != NameOf(route.operation)) continue;
    if (!fault.project.empty() && fault.project != route.project) continue;
    if (fault.offset >= 0 && fault.offset != offset) continue;
    ++rule.seen;
    if (rule.seen < fault.from || (rule.seen - fault.from) % fault.every != 0) continue;
    if (fault.times > 0 && rule.struck >= fault.times) continue;
    if (fault.probability < 1 && !random_.Chance(fault.probability)) continue;
    ++rule.struck;
    drawn.push_back(fault);
    if (fault.grow) drawn.back().delta *= rule.struck;
  }
  return drawn;
}

}  // namespace workspace_exporter::simulator
