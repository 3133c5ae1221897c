#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "web/http_message.h"

namespace workspace_exporter {

enum class RouteKind : std::uint8_t {
  kLight,   ///< answered at once, whatever else goes on
  kScrape,  ///< may take long: only so many at a time
};

/// Finds the handler of a path, and holds scrapes to their limit. Thread-safe once all routes are there.
class Router final {
 public:
  /// `on_rejected` is told of each scrape over the limit.
  Router(int max_scrapes, std::function<void()> on_rejected);

  /// Answers exactly that path, by that method: GET, and then HEAD as well, or POST.
  void Add(std::string method, std::string path, RouteKind kind, WebHandler handler);

  /// 404 for another path, 405 for another method, 503 at once for a scrape over the limit, 500 where the handler
  /// throws; never a word of what the client sent.
  WebResponse Answer(const WebRequest& request) const;

 private:
  struct Route {
    std::string method;
    RouteKind kind;
    WebHandler handler;
  };

  WebResponse AnswerScrape(const Route& route, const WebRequest& request) const;

  int max_scrapes_;
  std::function<void()> on_rejected_;
  std::map<std::string, Route, std::less<>> routes_;
  std::unique_ptr<std::atomic<int>> scrapes_ = std::make_unique<std::atomic<int>>(0);
};

/// An answer of a status and a line of text.
WebResponse PlainAnswer(int status, std::string_view text);
/// What a client learns of a fault of ours: that there was one.
WebResponse InternalError();

}  // namespace workspace_exporter
