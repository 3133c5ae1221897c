#include <csignal>
#include <ctime>
#include <exception>
#include <utility>

#include <fmt/format.h>

#include "exporter/answers/landing_endpoint.h"
#include "exporter/commands.h"
#include "exporter/connection_limits.h"
#include "exporter/reload/reloader.h"
#include "exporter/reload/watched_files.h"
#include "exporter/version.h"
#include "web/router.h"
#include "web/web_server.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kLightWorkers = 4;
constexpr Milliseconds kFinishTime(5000);
/// Between two looks at the configuration file, and at projects that are no longer served.
constexpr timespec kLookEvery{.tv_sec = 2, .tv_nsec = 0};

WebResponse Fine(const WebRequest& /*request*/) { return PlainAnswer(200, "OK"); }

WebResponse ReloadOnDemand(Reloader& reloader) {
  return reloader.Reload("request") ? PlainAnswer(200, "OK") : PlainAnswer(500, "refused; the log says why");
}

Router Routes(Exporter& exporter, const LandingEndpoint& landing, const WebSecurity& security, const WebOptions& web,
              Reloader& reloader) {
  Router router(web.max_requests, [&exporter] { exporter.metrics().ScrapeRejected(); });
  const auto get = [&router](std::string path, RouteKind kind, WebHandler handler) {
    router.Add("GET", std::move(path), kind, std::move(handler));
  };
  ScrapePage& page = exporter.scrape_page();
  get(web.telemetry_path, RouteKind::kScrape, [&page](const WebRequest& request) { return page.Answer(request); });
  get("/probe", RouteKind::kScrape, [&page](const WebRequest& request) { return page.Probe(request); });
  get("/", RouteKind::kLight, [&landing](const WebRequest& request) { return landing.Answer(request); });
  get("/-/healthy", RouteKind::kLight, Fine);
  get("/-/ready", RouteKind::kLight, Fine);
  router.Add("POST", "/-/reload", RouteKind::kLight, [&, enabled = web.enable_reload](const WebRequest&) {
    return enabled || security.AsksForPassword() ? ReloadOnDemand(reloader)
                                                 : PlainAnswer(403, "not enabled, see --web_enable_reload");
  });
  return router;
}

/// Until a signal ends the program, whose name is returned: follows the configuration.
const char* FollowUntilSignal(Exporter& exporter, WebSecurity& security, Reloader& reloader,
                              const ReloadContext& context) {
  UnlinkedFileWarnings unlinked(context.files, context.log);
  sigset_t awaited;
  sigemptyset(&awaited);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&awaited, signal);
  while (true) {
    const int signal = sigtimedwait(&awaited, nullptr, &kLookEvery);
    if (signal == SIGTERM) return "SIGTERM";
    if (signal == SIGINT) return "SIGINT";
    try {
      signal == SIGHUP ? static_cast<void>(reloader.Reload("SIGHUP")) : reloader.ReloadIfChanged();
      if (security.ReloadIfChanged()) reloader.ReloadIfRefused();
      std::vector<std::string> watched = reloader.Files();
      for (std::string& file : security.Files()) watched.push_back(std::move(file));
      unlinked.Look(watched);
      exporter.projects().DropRetired();
    } catch (const std::exception&) {
      continue;  // the next look may find memory
    }
  }
}

}  // namespace

int Serve(Exporter& exporter, WebSecurity& security, const Options& options, const Reloader::Read& read_again,
          const ReloadContext& context) {
  const Log& log = context.log;
  Reloader reloader(context, exporter.projects(), security, read_again, options);
  const LandingEndpoint landing({.version = WORKSPACE_EXPORTER_VERSION, .telemetry_path = options.web.telemetry_path},
                                exporter.projects(), exporter.clock());
  const Router router = Routes(exporter, landing, security, options.web, reloader);
  // Workers enough for all the scrapes and password checks that are allowed at once, and a few that health checks never
  // wait for.
  std::size_t workers = static_cast<std::size_t>(options.web.max_requests) + kLightWorkers;
  for (const CheckLimits& checks : {CheckLimits(), kSlowCheckLimits}) workers += checks.at_once + checks.waiting;
  const WebHandler routes = [&router](const WebRequest& request) { return router.Answer(request); };
  WebServer server([&](const WebRequest& request) { return security.Answer(request, routes); },
                   LimitsFor(OpenFilesLimit()), exporter.connections(), workers, exporter.clock(), security.Streams());
  const Result<std::vector<std::string>> addresses = server.Start(options.web.listen_addresses);
  if (!addresses) {
    log.Error("cannot listen", {{"error", addresses.error().message}});
    return 1;
  }
  for (const std::string& address : *addresses) log.Info("listening", {{"address", address}});
  log.Info("stopping", {{"signal", FollowUntilSignal(exporter, security, reloader, context)}});
  exporter.Stop();
  server.Stop(kFinishTime);
  security.Stop();
  return 0;
}

}  // namespace workspace_exporter
