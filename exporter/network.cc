#include "exporter/network.h"

#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "base/percent_encoding.h"
#include "base/text_encoding.h"
#include "http/no_proxy.h"
#include "http/pooled_transport.h"

namespace workspace_exporter {

namespace {

/// "user:password" of the URL in an environment variable (RFC 3986, 3.2.1); empty where it has none.
Secret CredentialsIn(const std::string& variable) {
  const char* const value = variable.empty() ? nullptr : std::getenv(variable.c_str());
  std::string_view url = WithoutByteOrderMark(value == nullptr ? "" : value);
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

Endpoint EndpointOf(const ProjectOptions& options, const Origin& origin) {
  Endpoint endpoint = {.origin = origin, .ca_file = options.ca_file, .ca_hash = options.ca_hash};
  if (!options.proxy || (options.proxy_is_for_https && !origin.tls) || IsWithoutProxy(options.no_proxy, origin)) {
    return endpoint;
  }
  endpoint.proxy = options.proxy;
  endpoint.proxy_variable = options.proxy_variable;
  return endpoint;
}

std::string KeyOf(const Endpoint& endpoint) {
  const Origin& origin = endpoint.origin;
  return fmt::format("{} {} {} {} {} {} {}", origin.tls, HostAndPort(origin), origin.path_prefix, endpoint.ca_file,
                     endpoint.ca_hash, endpoint.proxy ? HostAndPort(*endpoint.proxy) : "", endpoint.proxy_variable);
}

Network::Network(Clock& clock, Resolver& resolver, std::stop_token stop, std::string user_agent)
    : clock_(clock), resolver_(resolver), stop_(std::move(stop)), user_agent_(std::move(user_agent)) {}

Result<std::shared_ptr<HttpTransport>> Network::To(const Endpoint& endpoint) {
  const std::lock_guard lock(mutex_);
  const std::string key = KeyOf(endpoint);
  if (auto connections = connections_.Find(key)) return connections;
  const Result<std::shared_ptr<const TlsContext>> tls = Trusting(endpoint);
  if (!tls) return Error(tls.error()).Within("ca_file");
  std::shared_ptr<HttpTransport> connections =
      std::make_shared<PooledTransport>(endpoint.origin, *tls, resolver_, clock_, stop_,
                                        PooledTransportOptions{.user_agent = user_agent_, .proxy = ProxyOf(endpoint)});
  connections_.Add(key, connections);
  return connections;
}

Result<std::shared_ptr<const TlsContext>> Network::Trusting(const Endpoint& endpoint) {
  const std::string key = fmt::format("{} {}", endpoint.ca_file, endpoint.ca_hash);
  if (auto tls = trusted_.Find(key)) return tls;
  Result<std::shared_ptr<const TlsContext>> tls = LoadTlsContext(endpoint.ca_file);
  if (tls) trusted_.Add(key, *tls);
  return tls;
}

}  // namespace workspace_exporter
