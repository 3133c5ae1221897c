#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_watch.h"
#include "config/program_options.h"
#include "exporter/projects/project_set.h"
#include "exporter/reload/reload_context.h"
#include "exporter/reload/web_security.h"

namespace workspace_exporter {

/// Reads the configuration again, serves its projects and uses its web configuration: as a whole, or, where anything is
/// wrong with it, not at all. Everything else, such as the addresses to listen on, stays as it was. Beside the
/// configuration file, the CA files of its projects are watched, and the credentials and regions files of the vendor's
/// SDKs, which may name a project and endpoints; files with keys, tokens and passwords are followed by what signs in
/// with them. Only what holds something new is called loaded again. Thread-safe.
class Reloader final {
 public:
  using Read = std::function<OptionsOrFaults()>;

  /// `served`: what is in force, of which the file may be none: the flags are read again then. Projects and security
  /// outlive it.
  Reloader(const ReloadContext& context, ProjectSet& projects, WebSecurity& security, Read read, const Options& served);

  /// Somebody asks for it: a sign-in that waits since it was refused is tried again, too. Says in the log what came of
  /// it; `why` is one word for that. False where the old configuration stays.
  bool Reload(std::string_view why);
  /// Where a file is another than the last time.
  void ReloadIfChanged();
  /// Where the last one was refused: the web configuration, whose faults may have been why, is in order now.
  void ReloadIfRefused();
  /// All that the configuration in force lives on, those files included that others follow.
  std::vector<std::string> Files() const;

 private:
  // REQUIRES: mutex_ is held.
  bool ReadAgain(std::string_view why);
  bool ServeWhatIsRead(std::string_view why);
  bool ReadAndServe(std::string_view why);
  void TellServed(std::string_view why, const Options& options, bool web_is_new);
  std::vector<std::string> WatchedFiles() const;
  bool Refuse(std::string_view why, const Faults& faults);

  const ReloadContext context_;
  ProjectSet& projects_;
  WebSecurity& security_;
  const Read read_;
  const std::string config_file_;
  std::mutex mutex_;
  FileWatch watch_;
  std::optional<std::size_t> content_;  // of what was read last; none where that was refused
};

}  // namespace workspace_exporter
