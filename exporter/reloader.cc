#include "exporter/reloader.h"

#include <utility>
#include <variant>

#include <fmt/format.h>

namespace workspace_exporter {

Reloader::Reloader(Exporter& exporter, WebSecurity& security, Read read, std::string config_file, const Log& log)
    : exporter_(exporter),
      security_(security),
      read_(std::move(read)),
      config_file_(std::move(config_file)),
      log_(log),
      stamp_(files_.Stamp(config_file_)) {}

bool Reloader::Reload(std::string_view why) {
  const std::lock_guard lock(mutex_);
  stamp_ = files_.Stamp(config_file_);
  const OptionsOrFaults read = read_();
  if (const auto* const faults = std::get_if<Faults>(&read)) return Refuse(why, *faults);
  const auto& options = std::get<Options>(read);
  WebSecurity::PreparedOrFaults web = security_.Prepare(options.web.config);
  if (const auto* const faults = std::get_if<Faults>(&web)) return Refuse(why, *faults);
  const auto& projects = options.projects;
  if (const Result<Done> serves = exporter_.Serve(projects); !serves) return Refuse(why, {serves.error().message});
  security_.Use(std::get<WebSecurity::Prepared>(std::move(web)));
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

bool Reloader::Refuse(std::string_view why, const Faults& faults) const {
  for (const std::string& fault : faults) {
    log_.Error("configuration refused, the old one stays", {{"why", std::string(why)}, {"fault", fault}});
  }
  return false;
}

}  // namespace workspace_exporter
