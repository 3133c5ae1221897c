#include <csignal>

#include <fmt/format.h>

#include "exporter/commands.h"
#include "exporter/landing_page.h"
#include "exporter/version.h"
#include "web/router.h"
#include "web/web_server.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kLightWorkers = 4;
constexpr Milliseconds kFinishTime(5000);

WebResponse Fine(const WebRequest& /*request*/) { return PlainAnswer(200, "OK"); }

Router Routes(Exporter& exporter, const WebOptions& web) {
  Router router(web.max_requests, [&exporter] { exporter.metrics().ScrapeRejected(); });
  router.Add(web.telemetry_path, RouteKind::kScrape,
             [&exporter](const WebRequest& request) { return exporter.scrape_page().Answer(request); });
  router.Add("/", RouteKind::kLight, [&exporter, path = web.telemetry_path](const WebRequest&) -> WebResponse {
    return {.content_type = "text/html; charset=utf-8",
            .body = LandingPage(WORKSPACE_EXPORTER_VERSION, path, exporter.projects(), exporter.clock().SteadyNow())};
  });
  router.Add("/-/healthy", RouteKind::kLight, Fine);
  router.Add("/-/ready", RouteKind::kLight, Fine);
  return router;
}

/// The name of the signal that ended the wait.
const char* WaitForSignal() {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  int signal = 0;
  sigwait(&ending, &signal);
  return signal == SIGTERM ? "SIGTERM" : "SIGINT";
}

}  // namespace

int Serve(Exporter& exporter, const Options& options, const Log& log) {
  const Router router = Routes(exporter, options.web);
  // Workers enough for all the scrapes that are allowed at once, and a few that health checks never wait for.
  const std::size_t workers = static_cast<std::size_t>(options.web.max_requests) + kLightWorkers;
  WebServer server(router, WebLimits(), workers, exporter.clock());
  const Result<std::vector<std::string>> addresses = server.Start(options.web.listen_addresses);
  if (!addresses) {
    log.Error("cannot listen", {{"error", addresses.error().message}});
    return 1;
  }
  for (const std::string& address : *addresses) log.Info("listening", {{"address", address}});
  log.Info("stopping", {{"signal", WaitForSignal()}});
  exporter.Stop();
  server.Stop(kFinishTime);
  return 0;
}

}  // namespace workspace_exporter
