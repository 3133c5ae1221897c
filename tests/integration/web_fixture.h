#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "support/raw_client.h"
#include "support/slowdown.h"
#include "web/router.h"
#include "web/web_server.h"

namespace workspace_exporter {

/// Waits until it is so; false where it takes far too long.
inline bool Becomes(const std::function<bool()>& is_so) {
  for (int i = 0; i < 10'000; ++i) {
    if (is_so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return false;
}

/// A server with a scrape that waits until it is let go, a large page and two light routes.
class WebFixture {
 public:
  explicit WebFixture(WebLimits limits = {}, const std::vector<std::string>& addresses = {"127.0.0.1:0"},
                      StreamFactory streams = PlainStream)
      : server([this](const WebRequest& request) { return router_.Answer(request); }, limits, counts,
               /*max_workers=*/8, clock_, std::move(streams)) {
    router_.Add("GET", "/-/healthy", RouteKind::kLight,
                [](const WebRequest& /*request*/) { return PlainAnswer(200, "ok"); });
    router_.Add("GET", "/echo", RouteKind::kLight, [](const WebRequest& request) {
      return PlainAnswer(200, request.query.empty() ? "" : request.query.front().second);
    });
    router_.Add("GET", "/large", RouteKind::kLight,
                [](const WebRequest& /*request*/) { return PlainAnswer(200, std::string(kLarge - 1, 'x')); });
    router_.Add("GET", "/metrics", RouteKind::kScrape, [this](const WebRequest& /*request*/) {
      ++scraping;
      let_go_.wait();
      --scraping;
      return PlainAnswer(200, "metrics");
    });
    bound = *server.Start(addresses);
  }
  ~WebFixture() { LetGo(); }

  const std::string& address() const { return bound.front(); }
  void LetGo() {
    if (!std::exchange(gone_, true)) gate_.set_value();
  }
  /// How long a health check takes, in the middle of many, each by a connection of its own; negative if one fails.
  std::chrono::duration<double, std::milli> TimeOfHealthCheck() const {
    std::vector<std::chrono::duration<double, std::milli>> times;
    for (int i = 0; i < 21; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      if (RawClient(address()).Ask("/-/healthy").status != 200) return std::chrono::milliseconds(-1);
      times.emplace_back(std::chrono::steady_clock::now() - begin);
    }
    std::ranges::nth_element(times, times.begin() + 10);
    return times[10];
  }
  bool HealthIsQuick() const {
    const auto time = TimeOfHealthCheck();
    return time.count() >= 0 && time < std::chrono::milliseconds(50) * Slowdown();
  }

  static constexpr std::size_t kLarge = 20'000'000;

 private:
  SystemClock clock_;
  std::promise<void> gate_;
  std::shared_future<void> let_go_ = gate_.get_future().share();
  bool gone_ = false;

 public:
  std::atomic<int> scraping = 0;
  std::atomic<int> rejected = 0;
  ConnectionCounts counts;

 private:
  Router router_{2, [this] { ++rejected; }};

 public:
  WebServer server;
  std::vector<std::string> bound;
};

}  // namespace workspace_exporter
