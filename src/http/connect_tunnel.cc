#include "http/connect_tunnel.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/utf8.h"
#include "http/connect_answer.h"

namespace workspace_exporter {
namespace {

constexpr int kProxyAuthenticationRequired = 407;

std::size_t Base64Size(std::size_t size) { return (size + 2) / 3 * 4; }

void AppendBase64(std::string& to, std::string_view bytes) {
  const std::size_t at = to.size();
  to.resize(at + Base64Size(bytes.size()) + 1);  // EVP_EncodeBlock ends it with a zero
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(&to[at]), reinterpret_cast<const unsigned char*>(bytes.data()),
                  static_cast<int>(bytes.size()));
  to.pop_back();
}

Result<Secret> FindCredentials(const Proxy& proxy) {
  if (!proxy.credentials) return Secret();
  auto credentials = proxy.credentials();
  if (!credentials) return std::move(credentials).error().Within("credentials");
  const std::string_view text = credentials->Reveal();
  if (text.empty()) return credentials;
  // RFC 7617, 2
  if (HoldsControlCharacters(text) || text.find(':') == std::string_view::npos) {
    return Error{ErrorKind::kAuth, "credentials: not user:password, or with a control character"};
  }
  return credentials;
}

/// The whole request, secret because of the credentials: it is built in memory that does not move, so that it is wiped.
Secret ConnectRequest(const Origin& target, const Secret& credentials, std::string_view user_agent) {
  // Both the target of the request and Host carry the port, though it be the scheme's own (RFC 9110, 7.1 and 9.3.6).
  const std::string authority = HostAndPort({.host = std::string(HostName(target)), .port = target.port});
  const std::string head =
      fmt::format("CONNECT {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: {}\r\n", authority, authority, user_agent);
  constexpr std::string_view kBasic = "Proxy-Authorization: Basic ";
  constexpr std::string_view kEnd = "\r\n";
  std::string request;
  request.reserve(head.size() + kBasic.size() + Base64Size(credentials.Reveal().size()) + 1 + 2 * kEnd.size());
  request += head;
  if (!credentials.empty()) {
    request += kBasic;
    AppendBase64(request, credentials.Reveal());
    request += kEnd;
  }
  request += kEnd;
  return Secret(std::move(request));
}

Result<ConnectAnswer> ReadAnswer(Channel& channel, const IoWait& wait) {
  ConnectAnswer answer;
  std::array<char, 1024> buffer = {};
  for (bool received = false;; received = true) {
    const auto count = channel.Read(buffer.data(), buffer.size(), wait);
    if (!count) return count.error();
    if (*count == 0) {
      return Error{ErrorKind::kNetwork,
                   received ? "connection closed in the middle of the answer" : "connection closed before an answer"};
    }
    const auto decided = answer.Take({buffer.data(), *count});
    if (!decided) return decided.error();
    if (*decided) return answer;
  }
}

}  // namespace

Result<Done> OpenTunnel(Channel& channel, const Origin& target, const Proxy& proxy, std::string_view user_agent,
                        const IoWait& wait) {
  const auto credentials = FindCredentials(proxy);
  if (!credentials) return credentials.error();
  auto sent = WriteAll(channel, ConnectRequest(target, *credentials, user_agent).Reveal(), wait);
  if (!sent) return sent;
  const auto answer = ReadAnswer(channel, wait);
  if (!answer) return answer.error();
  if (answer->opened()) return Done();
  if (answer->status() != kProxyAuthenticationRequired) {
    return Error{ErrorKind::kNetwork, fmt::format("no tunnel: status {}", answer->status())};
  }
  return Error{ErrorKind::kAuth, fmt::format("no tunnel: status {}: it wants {}credentials", answer->status(),
                                             credentials->empty() ? "" : "other ")};
}

}  // namespace workspace_exporter
