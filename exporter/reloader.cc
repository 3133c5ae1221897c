#include "exporter/reloader.h"

#include <exception>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace workspace_exporter {

Reloader::Reloader(Exporter& exporter, Read read, std::string config_file, const Log& log)
    : exporter_(exporter),
      read_(std::move(read)),
      config_file_(std::move(config_file)),
      log_(log),
      stamp_(files_.Stamp(config_file_)) {}

bool Reloader::Reload(std::string_view why) {
  try {
    return ReadAndServe(why);
  } catch (const std::exception&) {  // no memory, or no thread for a project
    return Refuse(why, "out of memory or threads");
  }
}

bool Reloader::ReadAndServe(std::string_view why) {
  const std::lock_guard lock(mutex_);
  stamp_ = files_.Stamp(config_file_);
  const OptionsOrFaults read = read_();
  if (const auto* const faults = std::get_if<Faults>(&read)) {
    for (const std::string& fault : *faults) Refuse(why, fault);
    return false;
  }
  const auto& projects = std::get<Options>(read).projects;
  if (const Result<Done> serves = exporter_.Serve(projects); !serves) return Refuse(why, serves.error().message);
  log_.Info("configuration loaded again", {{"why", std::string(why)}, {"projects", fmt::to_string(projects.size())}});
  return true;
}

void Reloader::ReloadIfChanged() {
  if (config_file_.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    if (files_.Stamp(config_file_) == stamp_) return;
  }
  Reload("changed");
}

bool Reloader::Refuse(std::string_view why, std::string_view fault) const {
  log_.Error("configuration refused, the old one stays", {{"why", std::string(why)}, {"fault", std::string(fault)}});
  return false;
}

}  // namespace workspace_exporter
