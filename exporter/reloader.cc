#include "exporter/reloader.h"

#include <exception>
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
      stamps_(Stamps()) {}

bool Reloader::Reload(std::string_view why) {
  const std::lock_guard lock(mutex_);
  // Taken first: a change while the files are read is then seen the next time.
  const FileStamps before = Stamps();
  const bool serves = ServeWhatIsRead(why);
  serves ? exporter_.metrics().ConfigTaken(exporter_.clock().Now()) : exporter_.metrics().ConfigRefused();
  stamps_ = Stamps();  // of other files, perhaps
  for (auto& [path, stamp] : stamps_) {
    if (const auto known = before.find(path); known != before.end()) stamp = known->second;
  }
  return serves;
}

void Reloader::ReloadIfChanged() {
  {
    const std::lock_guard lock(mutex_);
    if (Stamps() == stamps_) return;
  }
  Reload("changed");
}

bool Reloader::ServeWhatIsRead(std::string_view why) {
  try {
    return ReadAndServe(why);
  } catch (const std::exception&) {  // no memory, or no thread for a project
    return Refuse(why, {"out of memory or threads"});
  }
}

bool Reloader::ReadAndServe(std::string_view why) {
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

bool Reloader::Refuse(std::string_view why, const Faults& faults) const {
  for (const std::string& fault : faults) {
    log_.Error("configuration refused, the old one stays", {{"why", std::string(why)}, {"fault", fault}});
  }
  return false;
}

Reloader::FileStamps Reloader::Stamps() const {
  FileStamps stamps;
  if (!config_file_.empty()) stamps.emplace(config_file_, files_.Stamp(config_file_));
  for (const auto& project : *exporter_.projects().List()) {
    const std::string& file = project->options().ca_file;
    if (!file.empty() && !stamps.contains(file)) stamps.emplace(file, files_.Stamp(file));
  }
  return stamps;
}

}  // namespace workspace_exporter
