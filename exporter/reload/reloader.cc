#include "exporter/reload/reloader.h"

#include <exception>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "access/watched_sign_in.h"
#include "config/identity_name.h"

namespace workspace_exporter {

Reloader::Reloader(const ReloadContext& context, ProjectSet& projects, WebSecurity& security, Read read,
                   const Options& served)
    : context_(context),
      projects_(projects),
      security_(security),
      read_(std::move(read)),
      config_file_(served.config_file),
      watch_(context.files, {}),
      content_(served.content) {
  watch_.Follow([this] { return WatchedFiles(); });
}

bool Reloader::Reload(std::string_view why) {
  const std::lock_guard lock(mutex_);
  const bool serves = ReadAgain(why);
  const auto projects = projects_.List();
  for (const auto& project : *projects) project->TryRefusedAgain();
  return serves;
}

void Reloader::ReloadIfChanged() {
  const std::lock_guard lock(mutex_);
  if (watch_.HaveChanged()) ReadAgain("changed");
}

void Reloader::ReloadIfRefused() {
  const std::lock_guard lock(mutex_);
  if (!content_) ReadAgain("changed");
}

bool Reloader::ReadAgain(std::string_view why) {
  bool serves = false;
  watch_.Follow([&] {
    serves = ServeWhatIsRead(why);
    return WatchedFiles();
  });
  return serves;
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
  if (const Result<Done> serves = projects_.Replace(options.projects); !serves) {
    return Refuse(why, {serves.error().message});
  }
  TellServed(why, options, security_.Use(std::get<WebSecurity::Prepared>(std::move(web))));
  return true;
}

void Reloader::TellServed(std::string_view why, const Options& options, bool web_is_new) {
  if (content_ == options.content) {
    if (!web_is_new) context_.log.Info("configuration read again, nothing in it is new", {{"why", std::string(why)}});
    return;
  }
  content_ = options.content;
  context_.metrics.ConfigTaken(Configuration::kProgram, context_.clock.Now());
  context_.log.Info("configuration loaded again",
                    {{"why", std::string(why)}, {"projects", fmt::to_string(options.projects.size())}});
}

bool Reloader::Refuse(std::string_view why, const Faults& faults) {
  content_.reset();
  context_.metrics.ConfigRefused(Configuration::kProgram);
  for (const std::string& fault : faults) {
    context_.log.Error("configuration refused, the old one stays", {{"why", std::string(why)}, {"fault", fault}});
  }
  return false;
}

std::vector<std::string> Reloader::WatchedFiles() const {
  std::vector<std::string> files = {config_file_};
  const auto projects = projects_.List();
  for (const auto& project : *projects) {
    const ProjectOptions& options = project->options();
    files.push_back(options.ca_file);
    files.push_back(options.sdk_regions_file);
    // Beside the keys, which are followed by what signs with them, it may name project and IAM.
    if (SignsByCredentialsFile(options.sign_in)) files.push_back(options.sign_in.credentials_file);
  }
  std::erase(files, "");
  return files;
}

std::vector<std::string> Reloader::Files() const {
  std::vector<std::string> files = WatchedFiles();
  const auto projects = projects_.List();
  for (const auto& project : *projects) {
    for (std::string& file : SecretFilesOf(project->options().sign_in)) files.push_back(std::move(file));
  }
  return files;
}

}  // namespace workspace_exporter
