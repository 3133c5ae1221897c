#include "exporter/network.h"

#include <utility>

#include "http/httplib_transport.h"

namespace workspace_exporter {

Network::Network(Clock& clock, Resolver& resolver, std::stop_token stop, std::string user_agent)
    : clock_(clock), resolver_(resolver), stop_(std::move(stop)), user_agent_(std::move(user_agent)) {}

Result<std::shared_ptr<HttpTransport>> Network::To(const Endpoint& endpoint) {
  const std::lock_guard lock(mutex_);
  std::weak_ptr<HttpTransport>& known = connections_[endpoint.Key()];
  if (auto connections = known.lock()) return connections;
  const Result<std::shared_ptr<const TlsContext>> tls = Trusting(endpoint.ca_file);
  if (!tls) return Error(tls.error()).Within("ca_file");
  std::shared_ptr<HttpTransport> connections = std::make_shared<HttplibTransport>(
      endpoint.origin, *tls, resolver_, clock_, stop_, HttplibTransportOptions{.user_agent = user_agent_});
  known = connections;
  return connections;
}

Result<std::shared_ptr<const TlsContext>> Network::Trusting(const std::string& ca_file) {
  std::weak_ptr<const TlsContext>& known = trusted_[ca_file];
  if (auto tls = known.lock()) return tls;
  Result<std::shared_ptr<const TlsContext>> tls = LoadTlsContext(ca_file);
  if (tls) known = *tls;
  return tls;
}

}  // namespace workspace_exporter
