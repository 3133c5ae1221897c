#pragma once

#include <string>
#include <string_view>

#include "config/files.h"
#include "config/flag_collector.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The flags of a command line: --name=value, --name value, -name, --boolean, --noboolean; dashes may stand for the
/// underscores of a name; what follows `--` are no flags. A word that is no flag is a fault.
SourceFlags ReadCommandLine(Words arguments);

/// The flags of a file: one on each line, `--name=value` or `--name value`, taken as it stands, without quotes; blank
/// lines and lines that begin with `#` are passed over, spaces around a line are dropped. `path` is for the faults.
SourceFlags ReadFlagfile(std::string_view text, const std::string& path);

/// All sources in one: what stands on the command line goes before what stands in the file of --flagfile, and that
/// before the environment. The flag `flagfile` is among the settings where it was given.
SourceFlags ReadFlagSources(Words arguments, Words environment, const FileReader& files);

}  // namespace workspace_exporter
