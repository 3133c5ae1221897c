#include "access/network.h"

#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {

struct Network::Pace {
  Pace(const Quota& own, Clock& clock, std::stop_token stop) : quota(own, clock, std::move(stop)) {}

  RequestQuota quota;
  std::atomic<std::uint64_t> requests = 0;
};

Network::Network(Clock& clock, std::stop_token stop, Connect connect)
    : clock_(clock), stop_(std::move(stop)), connect_(std::move(connect)) {}

Result<ReachedApi> Network::To(const Endpoint& endpoint, const Quota& pace) {
  const std::lock_guard lock(mutex_);
  const std::string key = KeyOf(endpoint);
  std::shared_ptr<HttpTransport> connections = connections_.Find(key);
  if (connections == nullptr) {
    Result<std::shared_ptr<HttpTransport>> made = connect_(endpoint);
    if (!made) return std::move(made).error();
    connections = *std::move(made);
    connections_.Add(key, connections);
  }
  const std::shared_ptr<Pace> shared = PaceTo(endpoint, pace);
  return ReachedApi{.origin = endpoint.origin,
                    .connections = std::move(connections),
                    .pace = {shared, &shared->quota},
                    .requests = {shared, &shared->requests}};
}

/// Whatever the certificates and the path: a limit is one of a host, and of the address that it sees.
std::shared_ptr<Network::Pace> Network::PaceTo(const Endpoint& endpoint, const Quota& pace) {
  const std::string proxy = endpoint.proxy ? HostAndPort(*endpoint.proxy) : "";
  const std::string key =
      fmt::format("{} {} {} {}", HostAndPort(endpoint.origin), proxy, pace.limit, pace.window.count());
  if (auto known = paces_.Find(key)) return known;
  auto made = std::make_shared<Pace>(pace, clock_, stop_);
  paces_.Add(key, made);
  return made;
}

}  // namespace workspace_exporter
