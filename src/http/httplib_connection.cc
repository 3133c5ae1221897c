#include "http/httplib_connection.h"

#include <algorithm>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace workspace_exporter {
namespace {

std::string BaseUrl(const Origin& origin) {
  return fmt::format("{}://{}", origin.is_tls ? "https" : "http", origin.Name());
}

httplib::Request ToHttplib(const HttpRequest& request, const TransportOptions& options) {
  httplib::Request outgoing;
  outgoing.method = request.method;
  outgoing.path = request.target;
  outgoing.headers.emplace("User-Agent", options.user_agent);
  outgoing.headers.emplace("Accept-Encoding", "identity");
  for (const auto& [name, value] : request.headers) outgoing.headers.emplace(name, value);
  outgoing.body = request.body;
  return outgoing;
}

}  // namespace

HttplibConnection::HttplibConnection(const TransportOptions& options, const Clock& clock)
    : options_(options), clock_(clock), client_(BaseUrl(options.origin)) {
  client_.set_keep_alive(true);
  client_.set_tcp_nodelay(true);
  client_.set_follow_location(false);
  client_.set_decompress(false);
  client_.set_url_encode(false);  // targets are encoded already
  client_.set_socket_options([this](int socket) { KeepSocket(socket); });
  if (options.origin.is_tls) {
    SSL_CTX_set_min_proto_version(client_.ssl_context(), TLS1_2_VERSION);
    X509_STORE_up_ref(options.ca_store.get());  // the client frees the store it was given
    client_.set_ca_cert_store(options.ca_store.get());
    client_.set_ca_cert_path("", kNoCaFolder);
    client_.enable_server_certificate_verification(true);
  }
}

HttplibConnection::~HttplibConnection() {
  if (socket_ >= 0) close(socket_);
}

Result<HttpResponse> HttplibConnection::Exchange(const HttpRequest& request, const std::string& address,
                                                 Deadline deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::microseconds>(std::max(Milliseconds(1), deadline.Remaining(clock_)));
  client_.set_hostname_addr_map({{options_.origin.host, address}});
  client_.set_connection_timeout(left);
  client_.set_read_timeout(left);
  client_.set_write_timeout(left);

  HttpResponse response;
  bool too_large = false;
  httplib::Request outgoing = ToHttplib(request, options_);
  outgoing.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    too_large = response.body.size() + size > options_.max_body_bytes;
    if (too_large || deadline.Passed(clock_)) return false;
    response.body.append(data, size);
    return true;
  };
  const httplib::Result result = client_.send(outgoing);
  failed_to_connect_ = !result && result.error() == httplib::Error::Connection;
  if (!result) return ErrorFor(result.error(), too_large, deadline);
  response.status = result->status;
  for (const auto& [name, value] : result->headers) response.headers.emplace_back(name, value);
  const std::string_view coding = FindHeader(response.headers, "Content-Encoding");
  if (!coding.empty() && coding != "identity") {
    return Error{ErrorKind::kMalformed, "the answer is compressed, though that was not asked for"};
  }
  return response;
}

Error HttplibConnection::ErrorFor(httplib::Error error, bool too_large, Deadline deadline) {
  if (too_large) {
    return {ErrorKind::kMalformed, fmt::format("the answer has more than {} bytes", options_.max_body_bytes)};
  }
  if (deadline.Passed(clock_)) return {ErrorKind::kTimeout, "no whole answer in time"};
  switch (error) {
    case httplib::Error::ConnectionTimeout: return {ErrorKind::kTimeout, "no connection in time"};
    case httplib::Error::Connection: return {ErrorKind::kNetwork, "the connection was refused"};
    case httplib::Error::SSLConnection: return {ErrorKind::kTls, "the TLS handshake failed"};
    case httplib::Error::SSLLoadingCerts: return {ErrorKind::kTls, "the certificates to trust cannot be read"};
    case httplib::Error::SSLServerVerification: {
      const long verified = client_.get_openssl_verify_result();
      return {ErrorKind::kTls,
              fmt::format("the server's certificate: {}",
                          verified == X509_V_OK ? "not for this host name" : X509_verify_cert_error_string(verified))};
    }
    case httplib::Error::ExceedRedirectCount: return {ErrorKind::kRejected, "a redirect"};
    default: return {ErrorKind::kNetwork, "the connection was closed before the whole answer"};
  }
}

void HttplibConnection::KeepSocket(int socket) {
  const std::lock_guard lock(mutex_);
  if (socket_ >= 0) close(socket_);
  socket_ = fcntl(socket, F_DUPFD_CLOEXEC, 0);
}

void HttplibConnection::Cut() {
  const std::lock_guard lock(mutex_);
  if (socket_ >= 0) shutdown(socket_, SHUT_RDWR);
}

}  // namespace workspace_exporter
