#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/file.h"
#include "config/program_options.h"
#include "exporter/exporter.h"
#include "exporter/log.h"
#include "exporter/web_security.h"

namespace workspace_exporter {

/// Reads the configuration again, serves its projects and uses its web configuration: as a whole, or, where anything is
/// wrong with it, not at all. Everything else, such as the addresses to listen on, stays as it was. Beside the
/// configuration file, the CA files of its projects are watched; files with keys, tokens and passwords are followed by
/// what signs in with them. Thread-safe.
class Reloader final {
 public:
  using Read = std::function<OptionsOrFaults()>;

  /// `config_file` may be empty: the flags are read again then. Exporter, security and log outlive it.
  Reloader(Exporter& exporter, WebSecurity& security, Read read, std::string config_file, const Log& log);

  /// Says in the log what came of it; `why` is one word for that. False where the old configuration stays.
  bool Reload(std::string_view why);
  /// Where a file is another than the last time.
  void ReloadIfChanged();

 private:
  using FileStamps = std::map<std::string, FileStamp>;  // by path

  bool ServeWhatIsRead(std::string_view why);
  bool ReadAndServe(std::string_view why);
  FileStamps Stamps() const;
  bool Refuse(std::string_view why, const Faults& faults) const;

  Exporter& exporter_;
  WebSecurity& security_;
  const Read read_;
  const std::string config_file_;
  const Log& log_;
  const SystemFileReader files_;
  std::mutex mutex_;
  FileStamps stamps_;
};

}  // namespace workspace_exporter
