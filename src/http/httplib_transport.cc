#include "http/httplib_transport.h"

#include <utility>

#include "http/exchange.h"

namespace workspace_exporter {
namespace {

void AddUnlessGiven(HttpHeaders& headers, std::string_view name, std::string value) {
  if (FindHeader(headers, name).empty()) headers.emplace_back(name, std::move(value));
}

bool IsStale(const HttpRequest& request, const Exchanged& exchanged) {
  return request.method == "GET" && !exchanged.received && !exchanged.answer &&
         exchanged.answer.error().kind == ErrorKind::kNetwork;
}

}  // namespace

HttplibTransport::HttplibTransport(Origin origin, std::shared_ptr<const TlsContext> tls, Resolver& resolver,
                                   const Clock& clock, std::stop_token stop, HttplibTransportOptions options)
    : origin_(origin),
      options_(std::move(options)),
      clock_(clock),
      cancel_(std::move(stop)),
      connector_(std::move(origin), std::move(tls), resolver, options_.proxy, options_.user_agent) {}

Result<HttpResponse> HttplibTransport::Send(const HttpRequest& request, Deadline deadline) {
  HttpRequest complete = Complete(request);
  auto answer = SendComplete(complete, IoWait(clock_, deadline, cancel_));
  Wipe(complete);
  if (!answer) return std::move(answer).error().Within(HostAndPort(origin_));
  return answer;
}

HttpRequest HttplibTransport::Complete(const HttpRequest& request) const {
  HttpRequest complete = request;
  complete.target.insert(0, origin_.path_prefix);
  AddUnlessGiven(complete.headers, "Host", HostHeader(origin_));
  AddUnlessGiven(complete.headers, "User-Agent", options_.user_agent);
  AddUnlessGiven(complete.headers, "Accept-Encoding", "identity");
  return complete;
}

Result<HttpResponse> HttplibTransport::SendComplete(const HttpRequest& request, const IoWait& wait) {
  if (auto may_send = wait.Check(); !may_send) return std::move(may_send).error();
  auto channel = idle_.Take();
  if (channel != nullptr) {
    auto exchanged = Exchange(*channel, request, options_.max_body, wait);
    if (exchanged.reusable) idle_.Put(std::move(channel));
    if (!IsStale(request, exchanged)) return std::move(exchanged.answer);
  }
  auto opened = connector_.Open(wait);
  if (!opened) return std::move(opened).error();
  auto exchanged = Exchange(**opened, request, options_.max_body, wait);
  if (exchanged.reusable) idle_.Put(*std::move(opened));
  return std::move(exchanged.answer);
}

}  // namespace workspace_exporter
