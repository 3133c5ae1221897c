#include "config/flag_collector.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "config/near_name.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kMostNameBytes = 64;  // of an unknown flag, in a fault

std::string WithUnderscores(std::string_view name) {
  std::string plain(name);
  std::ranges::replace(plain, '-', '_');
  return plain;
}

struct Meaning {
  const FlagSpec* flag = nullptr;
  bool negated = false;
};

Meaning FindFlag(const FlagSpecs& known, std::string_view written) {
  const std::string name = WithUnderscores(written);
  const auto found = std::ranges::find(known, name, &FlagSpec::name);
  if (found != known.end()) return {.flag = &*found};
  const auto is_negated = [&](const FlagSpec& flag) { return flag.boolean && name == "no" + flag.name; };
  const auto negated = std::ranges::find_if(known, is_negated);
  return negated == known.end() ? Meaning{} : Meaning{.flag = &*negated, .negated = true};
}

}  // namespace

FlagCollector::FlagCollector(const FlagSpecs& known, FlagSource source) : known_(known), source_(source) {}

bool FlagCollector::TakesValue(std::string_view name) const {
  const Meaning meaning = FindFlag(known_, name);
  return meaning.flag == nullptr || !meaning.flag->boolean;
}

void FlagCollector::Add(std::string_view name, std::optional<std::string_view> value, const std::string& from) {
  const auto [flag, negated] = FindFlag(known_, name);
  if (flag == nullptr) return AddUnknown(name, from);
  Setting setting = {.named = "--" + flag->name, .from = from};
  if (!MayStandHere(*flag)) return Fail(setting, "belongs on the command line");
  if (negated && value) return Fail(setting, "takes no value after --no");
  if (!value && !flag->boolean) return Fail(setting, fmt::format("needs a value, as in --{}=VALUE", flag->name));
  setting.value = value ? std::string(*value) : std::string(negated ? "false" : "true");
  if (!flags_.settings.try_emplace(flag->name, setting).second) Fail(setting, "given twice");
}

void FlagCollector::Fail(const Setting& setting, std::string_view problem) {
  flags_.faults.push_back(FaultLine(setting, problem));
}

bool FlagCollector::MayStandHere(const FlagSpec& flag) const {
  switch (flag.places) {
    case FlagSpec::Places::kEverywhere: return true;
    case FlagSpec::Places::kNotInFlagfile: return source_ != FlagSource::kFlagfile;
    case FlagSpec::Places::kCommandLine: return source_ == FlagSource::kCommandLine;
  }
  return false;
}

void FlagCollector::AddUnknown(std::string_view name, const std::string& from) {
  std::vector<std::string> names;
  for (const FlagSpec& flag : known_) names.push_back(flag.name);
  const Setting unknown = {.named = fmt::format("--{}", name.substr(0, kMostNameBytes)), .from = from};
  Fail(unknown, "no such flag" + DidYouMean(WithUnderscores(name), names, "--"));
}

}  // namespace workspace_exporter
