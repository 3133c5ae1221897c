#include "web/request_processor.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <httplib.h>
#include <strings.h>

#include "web/router.h"

namespace workspace_exporter {
namespace {

/// What httplib must not see: it would serve ranges, compress by itself, wait for a body, or have its own view of
/// whether the connection is kept. Accept-Encoding goes through under another name.
constexpr std::array kKeptBack = {"Range", "If-Range", "Expect", "Accept-Encoding", "Connection"};
constexpr const char* kAcceptEncoding = "Accept-Encoding";
constexpr const char* kCoveredAcceptEncoding = "X-Covered-Accept-Encoding";

bool SameName(const std::string& a, const char* b) { return strcasecmp(a.c_str(), b) == 0; }

/// A request in memory, and the place for its answer.
class MemoryStream final : public httplib::Stream {
 public:
  MemoryStream(std::string request, const std::string& peer) : request_(std::move(request)), peer_(peer) {}

  bool is_readable() const override { return read_ < request_.size(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* data, std::size_t size) override {
    const std::size_t taken = std::min(size, request_.size() - read_);
    std::memcpy(data, request_.data() + read_, taken);
    read_ += taken;
    return static_cast<ssize_t>(taken);
  }
  ssize_t write(const char* data, std::size_t size) override {
    answer_.append(data, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string& ip, int& /*port*/) const override { ip = peer_; }
  void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }

  std::string TakeAnswer() && { return std::move(answer_); }

 private:
  std::string request_;
  const std::string& peer_;
  std::size_t read_ = 0;
  std::string answer_;
};

std::string ToText(const RequestHead& head) {
  std::string text = fmt::format("{} {} HTTP/1.1\r\n", head.method, head.target);
  for (const auto& [name, value] : head.headers) {
    const auto is_name = [&wanted = name](const char* other) { return SameName(wanted, other); };
    if (is_name(kAcceptEncoding)) text += fmt::format("{}: {}\r\n", kCoveredAcceptEncoding, value);
    if (std::ranges::any_of(kKeptBack, is_name) || is_name(kCoveredAcceptEncoding)) continue;
    text += fmt::format("{}: {}\r\n", name, value);
  }
  return text + "\r\n";
}

WebRequest ToWebRequest(const httplib::Request& request) {
  WebRequest web{.method = request.method, .path = request.path, .peer = request.remote_addr};
  for (const auto& [name, value] : request.params) web.query.emplace_back(name, value);
  for (const auto& [name, value] : request.headers) {
    web.headers.emplace_back(SameName(name, kCoveredAcceptEncoding) ? kAcceptEncoding : name, value);
  }
  return web;
}

/// A page for people takes nothing from elsewhere, runs nothing, is shown in no other page, and tells nobody where its
/// reader came from.
constexpr std::array<std::pair<const char*, const char*>, 3> kHtmlHeaders = {{
    {"Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
}};

void Fill(httplib::Response& answer, WebResponse response) {
  answer.status = response.status;
  answer.set_header("X-Content-Type-Options", "nosniff");
  if (response.content_type.starts_with("text/html")) {
    for (const auto& [name, value] : kHtmlHeaders) answer.set_header(name, value);
  }
  for (const auto& [name, value] : response.headers) {
    answer.headers.erase(name);
    answer.set_header(name, value);
  }
  answer.set_header("Content-Type", response.content_type);
  answer.body = std::move(response.body);
}

std::string_view Reason(int status) {
  switch (status) {
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 413: return "Content Too Large";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    default: return "Bad Request";
  }
}

}  // namespace

/// httplib's server without its sockets.
class RequestProcessor::Server final : public httplib::Server {
 public:
  explicit Server(WebHandler handler) {
    set_pre_routing_handler([handler = std::move(handler)](const httplib::Request& request, httplib::Response& answer) {
      Fill(answer, handler(ToWebRequest(request)));
      return HandlerResponse::Handled;
    });
    // Else httplib tells the client what was thrown.
    set_exception_handler([](const httplib::Request& /*request*/, httplib::Response& answer,
                             const std::exception_ptr& /*thrown*/) { Fill(answer, InternalError()); });
    set_post_routing_handler([](const httplib::Request& /*request*/, httplib::Response& answer) {
      // Neither ranges nor the limits of httplib's own loop are there. A client of HTTP/1.0 has to be told in so many
      // words that the connection is kept, or it reads on until it is closed.
      answer.headers.erase("Accept-Ranges");
      if (answer.headers.erase("Keep-Alive") > 0) answer.set_header("Connection", "keep-alive");
    });
  }

  void Process(httplib::Stream& stream, const std::string& peer, bool close) { Call(*this, stream, peer, close); }

 private:
  /// cpp-httplib 0.18 wants the addresses of both ends as well.
  template <typename Self>
  static void Call(Self& self, httplib::Stream& stream, [[maybe_unused]] const std::string& peer, bool close) {
    bool closed = false;
    if constexpr (requires { self.process_request(stream, close, closed, nullptr); }) {
      self.process_request(stream, close, closed, nullptr);
    } else {
      self.process_request(stream, peer, 0, "", 0, close, closed, nullptr);
    }
  }
};

RequestProcessor::RequestProcessor(WebHandler handler) : server_(std::make_unique<Server>(std::move(handler))) {}
RequestProcessor::~RequestProcessor() = default;

std::string RequestProcessor::Process(const RequestHead& head, bool keep_alive) const {
  MemoryStream stream(ToText(head), head.peer);
  server_->Process(stream, head.peer, !keep_alive);
  return std::move(stream).TakeAnswer();
}

std::string ClosingAnswer(int status) {
  return fmt::format(
      "HTTP/1.1 {0} {1}\r\nConnection: close\r\n{3}Content-Type: text/plain; charset=utf-8\r\n"
      "X-Content-Type-Options: nosniff\r\nContent-Length: {2}\r\n\r\n{1}\n",
      status, Reason(status), Reason(status).size() + 1, status == 405 ? "Allow: GET, HEAD\r\n" : "");
}

}  // namespace workspace_exporter
