// What a client sends on one connection, in pieces of the size that the first byte says: through the reading of heads,
// the connection's states, the target and the router to a handler, and the answers back to the client.

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <sys/socket.h>

#include "answer_rules.h"
#include "exposition/exposition.h"
#include "support/fake_clock.h"
#include "target.h"
#include "web/connection.h"
#include "web/request_processor.h"
#include "web/request_reader.h"
#include "web/request_target.h"
#include "web/router.h"

namespace workspace_exporter {
namespace {

using Read = std::optional<std::variant<RequestHead, BadRequest>>;

/// What comes of the bytes, and after how many of them where they come one by one.
struct Outcome {
  Read read = {};
  std::size_t after = 0;
};

Outcome ReadAtOnce(std::string_view bytes) {
  const WebLimits limits;
  RequestReader reader(limits);
  reader.Append(bytes);
  return {.read = reader.Next()};
}

Outcome ReadOneByOne(std::string_view bytes) {
  const WebLimits limits;
  RequestReader reader(limits);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    reader.Append(bytes.substr(i, 1));
    if (Read read = reader.Next()) return {.read = std::move(read), .after = i + 1};
  }
  return {};
}

/// No shorter way to write that head; HTTP/1.0 is what needs no Host.
std::string ToText(const RequestHead& head) {
  std::string text = head.method;
  text.append(" ").append(head.target).append(" HTTP/1.0\r\n");
  for (const auto& [name, value] : head.headers) text.append(name).append(":").append(value).append("\r\n");
  return text.append("\r\n");
}

/// A target of a page is the same where it is written as a URL.
void CheckTarget(const std::string& target) {
  const RequestTarget read = ReadTarget(target);
  if (!target.starts_with('/')) return;
  Require(read.path.starts_with('/'), "a path");
  for (const char* host : {"http://h:1", "HtTpS://[::1]"}) {
    const RequestTarget url = ReadTarget(host + target);
    Require(url.path == read.path && url.query == read.query, "a URL is as its path");
  }
}

/// A head is whole at one place however it comes, and written anew it is the same.
void CheckHead(std::string_view bytes) {
  const Outcome dripped = ReadOneByOne(bytes);
  const Outcome whole = ReadAtOnce(bytes);
  Require(dripped.read.has_value() == whole.read.has_value(), "the same, however it comes");
  const auto* const head = whole.read ? std::get_if<RequestHead>(&*whole.read) : nullptr;
  if (head == nullptr) return;
  const auto* const other = std::get_if<RequestHead>(&*dripped.read);
  Require(other != nullptr && other->target == head->target && other->headers == head->headers, "the same head");
  Require(bytes.substr(0, dripped.after).ends_with("\r\n\r\n"), "a head that ends");
  const Outcome again = ReadAtOnce(ToText(*head));
  const auto* const read = again.read ? std::get_if<RequestHead>(&*again.read) : nullptr;
  Require(
      read != nullptr && read->method == head->method && read->target == head->target && read->headers == head->headers,
      "written anew, the same");
  CheckTarget(head->target);
}

/// Answers as the program does; counts the requests that reached a handler.
class Site final {
 public:
  Site() : router_(1, [] {}) {
    router_.Add("GET", "/metrics", RouteKind::kScrape, [this](const WebRequest& request) { return Page(request); });
    router_.Add("GET", "/", RouteKind::kLight, [this](const WebRequest&) { return Text(); });
    router_.Add("POST", "/-/reload", RouteKind::kLight, [this](const WebRequest&) { return Text(); });
  }

  std::string Answer(const RequestHead& head) {
    handled_ = 0;
    std::string answer =
        ProcessRequest([this](const WebRequest& request) { return router_.Answer(request); }, head, clock_);
    Require(handled_ <= 1, "one request of one head");
    CheckAnswer(answer, head);
    return answer;
  }

 private:
  WebResponse Text() {
    ++handled_;
    return PlainAnswer(200, "OK");
  }
  WebResponse Page(const WebRequest& request) {
    ++handled_;
    const Exposition page =
        Expose({}, FindHeader(request.headers, "Accept"), FindHeader(request.headers, "Accept-Encoding"));
    WebResponse response{.content_type = std::string(page.content_type), .body = page.body};
    if (page.gzip) response.headers.emplace_back("Content-Encoding", "gzip");
    return response;
  }

  const FakeClock clock_;
  int handled_ = 0;
  Router router_;
};

/// A connection and its client, at the two ends of a pair of sockets that knows no network.
class Visit final {
 public:
  explicit Visit(Site& site) : site_(site) {
    std::array<int, 2> pair = {};
    Require(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair.data()) == 0, "a pair of sockets");
    client_ = FileDescriptor(pair[0]);
    connection_.emplace(PlainStream(FileDescriptor(pair[1])), "192.0.2.1", limits_, counts_, clock_, SteadyTime());
  }

  void Run(std::string_view input, std::size_t piece) {
    while (!input.empty() && connection_->state() == Connection::State::kReading) {
      const std::string_view sent = input.substr(0, piece);
      Require(send(client_.get(), sent.data(), sent.size(), 0) == static_cast<ssize_t>(sent.size()), "sent");
      input.remove_prefix(sent.size());
      Serve(connection_->Read(SteadyTime()));
    }
    if (connection_->state() == Connection::State::kReading) connection_->TimeOut(SteadyTime());
    Serve(std::nullopt);
    Require(received_.starts_with(answered_), "the client gets each answer, in order");
    const std::string_view last = std::string_view(received_).substr(answered_.size());
    if (!last.empty()) CheckClosingAnswer(last, clock_.Now());
  }

 private:
  void Serve(std::optional<RequestHead> request) {
    while (true) {
      if (request) {
        const std::string answer = site_.Answer(*request);
        answered_ += answer;
        connection_->Answer(answer, request->keep_alive, SteadyTime());
      } else if (connection_->state() != Connection::State::kWriting) {
        return;
      }
      request = connection_->Write(SteadyTime());
      Receive();
    }
  }
  void Receive() {
    std::array<char, 4096> data = {};
    for (ssize_t size = 1; size > 0;) {
      size = recv(client_.get(), data.data(), data.size(), 0);
      if (size > 0) received_.append(data.data(), static_cast<std::size_t>(size));
    }
  }

  Site& site_;
  const WebLimits limits_;
  ConnectionCounts counts_;
  const FakeClock clock_;
  FileDescriptor client_;
  std::optional<Connection> connection_;
  std::string answered_;
  std::string received_;
};

}  // namespace

void Fuzz(std::string_view input) {
  if (input.empty()) return;
  const std::size_t piece = 1 + static_cast<unsigned char>(input.front());
  input.remove_prefix(1);
  CheckHead(input);
  Site site;
  Visit(site).Run(input, piece);
}

}  // namespace workspace_exporter
