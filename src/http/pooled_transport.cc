#include "http/pooled_transport.h"

#include <utility>

#include "http/exchange.h"

namespace workspace_exporter {
namespace {

void AddUnlessGiven(HttpHeaders& headers, std::string_view name, std::string value) {
  if (FindHeader(headers, name).empty()) headers.emplace_back(name, std::move(value));
}

/// Nothing came where an answer was due: the connection had ended, or something between had forgotten it.
bool WasDead(const Exchanged& exchanged) {
  if (exchanged.received || exchanged.answer) return false;
  const ErrorKind kind = exchanged.answer.error().kind;
  return kind == ErrorKind::kNetwork || kind == ErrorKind::kTimeout;
}

/// Whether the request may go out again at once: it changes nothing, and there is time.
bool MayGoAgain(const HttpRequest& request, const Error& error) {
  return request.method == "GET" && error.kind == ErrorKind::kNetwork;
}

}  // namespace

PooledTransport::PooledTransport(Origin origin, std::shared_ptr<const TlsContext> tls, Resolver& resolver,
                                 const Clock& clock, std::stop_token stop, PooledTransportOptions options)
    : origin_(origin),
      options_(std::move(options)),
      clock_(clock),
      cancel_(std::move(stop)),
      connector_(std::move(origin), std::move(tls), resolver, options_.proxy, options_.user_agent),
      idle_(clock) {}

Result<HttpResponse> PooledTransport::Send(const HttpRequest& request, Deadline deadline) {
  HttpRequest complete = Complete(request);
  auto answer = SendComplete(complete, IoWait(clock_, deadline, cancel_));
  Wipe(complete);
  if (!answer) return std::move(answer).error().Within(HostAndPort(origin_));
  return answer;
}

HttpRequest PooledTransport::Complete(const HttpRequest& request) const {
  HttpRequest complete = request;
  AddUnlessGiven(complete.headers, "Host", HostHeader(origin_));
  AddUnlessGiven(complete.headers, "User-Agent", options_.user_agent);
  AddUnlessGiven(complete.headers, "Accept", "*/*");
  AddUnlessGiven(complete.headers, "Accept-Encoding", "identity");
  return complete;
}

Result<HttpResponse> PooledTransport::SendComplete(const HttpRequest& request, const IoWait& wait) {
  if (auto may_send = wait.Check(); !may_send) return std::move(may_send).error();
  if (IdleChannel idle = idle_.Take(); idle.channel != nullptr) {
    auto exchanged = Exchange(*idle.channel, request, options_.max_body, wait);
    if (exchanged.reusable) idle_.Put(std::move(idle.channel));
    if (!WasDead(exchanged)) return std::move(exchanged.answer);
    idle_.DropIdleSince(idle.since);
    if (!MayGoAgain(request, exchanged.answer.error())) return std::move(exchanged.answer);
  }
  auto opened = connector_.Open(wait);
  if (!opened) return std::move(opened).error();
  auto exchanged = Exchange(**opened, request, options_.max_body, wait);
  if (exchanged.reusable) idle_.Put(*std::move(opened));
  return std::move(exchanged.answer);
}

}  // namespace workspace_exporter
