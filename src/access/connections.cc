#include "access/connections.h"

#include <utility>

#include <fmt/format.h>

#include "access/environment_value.h"
#include "base/percent_encoding.h"
#include "http/pooled_transport.h"

namespace workspace_exporter {
namespace {

/// "user:password" of the URL in an environment variable (RFC 3986, 3.2.1); empty where it has none.
Secret CredentialsIn(const std::string& variable) {
  std::string_view url = TextOfEnvironment(variable);
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('/'));
  const std::size_t at = url.rfind('@');
  return Secret(at == std::string_view::npos ? "" : PercentDecode(url.substr(0, at)));
}

std::optional<Proxy> ProxyOf(const Endpoint& endpoint) {
  if (!endpoint.proxy) return std::nullopt;
  return Proxy{.origin = *endpoint.proxy, .credentials = [variable = endpoint.proxy_variable]() -> Result<Secret> {
                 return CredentialsIn(variable);
               }};
}

}  // namespace

Connections::Connections(Clock& clock, Resolver& resolver, std::stop_token stop, std::string user_agent)
    : clock_(clock), resolver_(resolver), stop_(std::move(stop)), user_agent_(std::move(user_agent)) {}

Result<std::shared_ptr<HttpTransport>> Connections::To(const Endpoint& endpoint) {
  const Result<std::shared_ptr<const TlsContext>> tls = Trusting(endpoint);
  if (!tls) return Error(tls.error()).Within("ca_file");
  return std::shared_ptr<HttpTransport>(
      std::make_shared<PooledTransport>(endpoint.origin, *tls, resolver_, clock_, stop_,
                                        PooledTransportOptions{.user_agent = user_agent_, .proxy = ProxyOf(endpoint)}));
}

Result<std::shared_ptr<const TlsContext>> Connections::Trusting(const Endpoint& endpoint) {
  const std::lock_guard lock(mutex_);
  const std::string key = fmt::format("{} {}", endpoint.ca_file, endpoint.ca_hash);
  if (auto tls = trusted_.Find(key)) return tls;
  Result<std::shared_ptr<const TlsContext>> tls = LoadTlsContext(endpoint.ca_file);
  if (tls) trusted_.Add(key, *tls);
  return tls;
}

}  // namespace workspace_exporter
