#pragma once

#include "config/options.h"
#include "exporter/exporter.h"
#include "exporter/reload/reloader.h"
#include "exporter/reload/web_security.h"

namespace workspace_exporter {

/// What the program does, by command; each returns its exit code.

/// Serves until SIGTERM or SIGINT, and reads the configuration again on SIGHUP, which REQUIRES that all three are
/// blocked in every thread.
int Serve(Exporter& exporter, WebSecurity& security, const Options& options, const Reloader::Read& read_again,
          const ReloadContext& context);
/// One collection, its page on stdout.
int Once(Exporter& exporter);
/// Tries every project with as little as will tell, and says in a line each what came of it.
int Check(Exporter& exporter);

}  // namespace workspace_exporter
