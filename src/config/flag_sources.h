#pragma once

#include "config/files.h"
#include "config/flag_collector.h"
#include "config/words.h"

namespace workspace_exporter {

/// The flags of a command line: --name=value, --name value, -name, --boolean, --noboolean; dashes may stand for the
/// underscores of a name; what follows `--` are no flags. A word that is no flag is a fault.
SourceFlags ReadCommandLine(Words arguments);

/// All sources in one: what stands on the command line goes before what stands in the file of --flagfile, and that
/// before the environment. The flag `flagfile` is among the settings where it was given.
SourceFlags ReadFlagSources(Words arguments, Words environment, const FileReader& files);

}  // namespace workspace_exporter
