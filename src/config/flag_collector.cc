#include "config/flag_collector.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "config/setting_reader.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kMostNameBytes = 64;  // of an unknown flag, in a fault

std::string WithUnderscores(std::string_view name) {
  std::string plain(name);
  std::ranges::replace(plain, '-', '_');
  return plain;
}

struct Meaning {
  const Flag* flag = nullptr;
  bool negated = false;
};

Meaning MeaningOf(std::string_view written) {
  const std::string name = WithUnderscores(written);
  if (const Flag* const flag = FindFlag(name)) return {.flag = flag};
  const Flag* const negated = name.starts_with("no") ? FindFlag(std::string_view(name).substr(2)) : nullptr;
  if (negated == nullptr || !negated->boolean) return {};
  return {.flag = negated, .negated = true};
}

}  // namespace

bool FlagCollector::TakesValue(std::string_view name) const {
  const Meaning meaning = MeaningOf(name);
  return meaning.flag == nullptr || !meaning.flag->boolean;
}

void FlagCollector::Add(std::string_view name, std::optional<std::string_view> value, const std::string& from) {
  const auto [flag, negated] = MeaningOf(name);
  if (flag == nullptr) return AddUnknown(name, from);
  Setting setting = {.named = fmt::format("--{}", flag->name), .from = from};
  if (!MayStandHere(*flag)) return Fail(setting, "belongs on the command line");
  if (negated && value) return Fail(setting, "takes no value after --no");
  if (!value && !flag->boolean) return Fail(setting, fmt::format("needs a value, as in --{}=VALUE", flag->name));
  setting.value = value ? std::string(*value) : std::string(negated ? "false" : "true");
  if (!flags_.settings.try_emplace(std::string(flag->name), setting).second) Fail(setting, "given twice");
}

void FlagCollector::Fail(const Setting& setting, std::string_view problem) {
  flags_.faults.push_back(FaultLine(setting, problem));
}

bool FlagCollector::MayStandHere(const Flag& flag) const {
  switch (flag.places) {
    case Flag::Places::kEverywhere: return true;
    case Flag::Places::kNotInFlagfile: return source_ != FlagSource::kFlagfile;
    case Flag::Places::kCommandLine: return source_ == FlagSource::kCommandLine;
  }
  return false;
}

void FlagCollector::AddUnknown(std::string_view name, const std::string& from) {
  const Setting unknown = {.named = fmt::format("--{}", name.substr(0, kMostNameBytes)), .from = from};
  Fail(unknown, "no such flag" + DidYouMean(WithUnderscores(name), FlagNames(), "--"));
}

}  // namespace workspace_exporter
