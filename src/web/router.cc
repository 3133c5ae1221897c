#include "web/router.h"

#include <exception>
#include <utility>

namespace workspace_exporter {
namespace {

WebResponse MethodNotAllowed(const std::string& allowed) {
  WebResponse response = PlainAnswer(405, "Method Not Allowed");
  response.headers.emplace_back("Allow", allowed == "GET" ? "GET, HEAD" : allowed);
  return response;
}

}  // namespace

WebResponse PlainAnswer(int status, std::string_view text) {
  WebResponse response;
  response.status = status;
  response.body = text;
  response.body += '\n';
  return response;
}

WebResponse InternalError() { return PlainAnswer(500, "Internal Server Error"); }

Router::Router(int max_scrapes, std::function<void()> on_rejected)
    : max_scrapes_(max_scrapes), on_rejected_(std::move(on_rejected)) {}

void Router::Add(std::string method, std::string path, RouteKind kind, WebHandler handler) {
  routes_.insert_or_assign(std::move(path), Route{std::move(method), kind, std::move(handler)});
}

WebResponse Router::Answer(const WebRequest& request) const {
  const auto found = routes_.find(request.path);
  if (found == routes_.end()) {
    // OPTIONS * is about no path (RFC 9112, section 3.2.4).
    const bool is_of_server = request.method == "OPTIONS" && request.path == "*";
    return is_of_server ? MethodNotAllowed("GET") : PlainAnswer(404, "Not Found");
  }
  const Route& route = found->second;
  if (request.method != route.method && !(request.method == "HEAD" && route.method == "GET")) {
    return MethodNotAllowed(route.method);
  }
  try {
    return route.kind == RouteKind::kScrape ? AnswerScrape(route, request) : route.handler(request);
  } catch (const std::exception&) {
    return InternalError();
  }
}

WebResponse Router::AnswerScrape(const Route& route, const WebRequest& request) const {
  struct Slot {
    std::atomic<int>& taken;
    const int number = ++taken;
    ~Slot() { --taken; }
  };
  const Slot slot{*scrapes_};
  if (slot.number > max_scrapes_) {
    on_rejected_();
    WebResponse response = PlainAnswer(503, "Too many scrapes at once");
    response.headers.emplace_back("Retry-After", "1");
    return response;
  }
  return route.handler(request);
}

}  // namespace workspace_exporter
