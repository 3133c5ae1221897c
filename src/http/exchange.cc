#include "http/exchange.h"

#include <exception>
#include <optional>

#include <fmt/format.h>
#include <httplib.h>

#include "base/secret.h"
#include "http/channel_stream.h"
#include "http/response_head.h"

namespace workspace_exporter {
namespace {

/// Room for the head and for chunks as small as servers send them.
std::size_t MostBytes(std::size_t max_body) { return 2 * max_body + 131072; }

/// cpp-httplib's client without its connecting: only what writes a request to a stream and reads the answer from it.
class ProtocolClient final : public httplib::ClientImpl {
 public:
  ProtocolClient() : ClientImpl("", 0) {  // the Host header comes with the request
    set_keep_alive(true);
    set_decompress(false);
    set_url_encode(false);
  }
  using ClientImpl::process_request;
};

HttpHeaders Headers(const httplib::Response& head, const ChannelStream& stream) {
  HttpHeaders headers(head.headers.begin(), head.headers.end());
  headers.insert(headers.end(), stream.long_headers().begin(), stream.long_headers().end());
  return headers;
}

httplib::Request ToHttplib(const HttpRequest& request) {
  httplib::Request sent;
  sent.method = request.method;
  sent.path = request.target;
  sent.body = request.body;
  for (const auto& [name, value] : request.headers) sent.headers.emplace(name, value);
  return sent;
}

/// This copy of what may be secret; what the client made of it is its own.
void WipeSecrets(httplib::Request& sent) {
  for (auto& [name, value] : sent.headers) Wipe(value);
  Wipe(sent.body);
}

/// False where it is not HTTP or something broke. cpp-httplib's exceptions stop here.
bool Process(ChannelStream& stream, httplib::Request& sent, httplib::Response& received) {
  try {
    auto error = httplib::Error::Success;
    return ProtocolClient().process_request(stream, sent, received, false, error);
  } catch (const std::exception&) {
    return false;
  }
}

Error WhyNot(const ChannelStream& stream) {
  if (!stream.ended()) return {ErrorKind::kMalformed, "the answer is not HTTP/1.1"};
  if (!stream.received()) return {ErrorKind::kNetwork, "connection closed before an answer"};
  return {ErrorKind::kNetwork, "connection closed in the middle of the answer"};
}

}  // namespace

Exchanged Exchange(Channel& channel, const HttpRequest& request, std::size_t max_body, const IoWait& wait) {
  ChannelStream stream(channel, wait, MostBytes(max_body));
  HttpResponse answer;
  Result<Done> accepted = Done();
  httplib::Request sent = ToHttplib(request);
  sent.response_handler = [&](const httplib::Response& head) {
    stream.EndHead();
    accepted = CheckHead(Headers(head, stream), max_body);
    return static_cast<bool>(accepted);
  };
  sent.content_receiver = [&](const char* bytes, std::size_t size, std::uint64_t, std::uint64_t) {
    if (answer.body.size() + size > max_body) {
      accepted = Error{ErrorKind::kMalformed, fmt::format("the answer's body is larger than {} bytes", max_body)};
      return false;
    }
    answer.body.append(bytes, size);
    return true;
  };

  httplib::Response received;
  const bool whole = Process(stream, sent, received);
  WipeSecrets(sent);
  if (stream.failure()) return {*stream.failure(), stream.received()};
  answer.status = received.status;
  answer.headers = Headers(received, stream);
  // cpp-httplib does not call the handler for an answer that has no body, a 204.
  if (whole && accepted) accepted = CheckHead(answer.headers, max_body);
  if (whole && accepted) accepted = CheckStatus(answer.status);
  if (!accepted) return {std::move(accepted).error(), stream.received()};
  // cpp-httplib takes a chunk without its end, or longer than it says, for the last one: a body that tells its length
  // needs no end of connection, and one in chunks ends with an empty line.
  if (!whole || (stream.ended() && TellsLength(answer.headers)) ||
      (IsChunked(answer.headers) && !stream.ended_with_empty_line())) {
    return {WhyNot(stream), stream.received()};
  }

  const bool reusable = KeepsConnection(received.version, answer.headers) && !stream.has_rest();
  return {std::move(answer), true, reusable};
}

}  // namespace workspace_exporter
