#include "http/connector.h"

#include <algorithm>

#include "base/ip_address.h"
#include "http/connect_tunnel.h"
#include "http/socket_channel.h"
#include "http/tls_channel.h"

namespace workspace_exporter {
namespace {

/// An address that has not answered by then is left for the next; a lost SYN is sent again after one second.
constexpr Milliseconds kPatience = std::chrono::seconds(2);

bool IsLocalhost(std::string_view host) { return host == "localhost" || host.ends_with(".localhost"); }

}  // namespace

Connector::Connector(Origin origin, std::shared_ptr<const TlsContext> tls, Resolver& resolver)
    : Connector(std::move(origin), std::move(tls), resolver, std::nullopt, {}) {}

Connector::Connector(Origin origin, std::shared_ptr<const TlsContext> tls, Resolver& resolver,
                     std::optional<Proxy> proxy, std::string user_agent)
    : origin_(std::move(origin)),
      proxy_(std::move(proxy)),
      peer_(proxy_ ? proxy_->origin : origin_),
      user_agent_(std::move(user_agent)),
      tls_(std::move(tls)),
      resolver_(resolver) {}

Result<std::unique_ptr<Channel>> Connector::Open(const IoWait& wait) {
  auto connected = proxy_ ? ConnectThroughProxy(wait) : ConnectAny(wait);
  if (!connected) return std::move(connected).error();
  if (!origin_.tls) return std::unique_ptr<Channel>(std::make_unique<SocketChannel>(*std::move(connected)));

  auto channel = std::make_unique<TlsChannel>(*std::move(connected), tls_);
  if (auto shaken = channel->Handshake(std::string(HostName(origin_)), wait); !shaken) return std::move(shaken).error();
  return std::unique_ptr<Channel>(std::move(channel));
}

Result<Addresses> Connector::FindAddresses(const IoWait& wait) {
  if (IsIpAddress(peer_.host)) return Addresses{peer_.host};
  if (IsLocalhost(HostName(peer_))) return Addresses{"127.0.0.1", "::1"};  // RFC 6761, 6.3
  auto found = resolver_.Resolve(peer_.host, wait);
  if (!found) return std::move(found).error().Within("name look-up");

  const std::lock_guard lock(mutex_);
  const auto good = std::ranges::find(*found, last_good_);
  if (good != found->end()) std::rotate(found->begin(), good, good + 1);
  return found;
}

Result<FileDescriptor> Connector::ConnectAny(const IoWait& wait) {
  const auto addresses = FindAddresses(wait);
  if (!addresses) return addresses.error();
  Error last;
  for (std::size_t i = 0; i < addresses->size(); ++i) {
    const auto left = static_cast<Milliseconds::rep>(addresses->size() - i);
    const IoWait attempt = left == 1 ? wait : wait.AtMost(std::min(kPatience, wait.Remaining() / left));
    auto connected = ConnectTcp((*addresses)[i], peer_.port, attempt);
    if (connected) {
      const std::lock_guard lock(mutex_);
      last_good_ = (*addresses)[i];
      return connected;
    }
    last = std::move(connected).error().Within("connect");
    if (auto may_go_on = wait.Check(); !may_go_on) return std::move(may_go_on).error().Within("connect");
  }
  return last;
}

Result<FileDescriptor> Connector::ConnectThroughProxy(const IoWait& wait) {
  const std::string step = "proxy " + HostAndPort(peer_);
  if (peer_.tls) return Error{ErrorKind::kRejected, "TLS to a proxy is not supported: http:// only"}.Within(step);
  auto connected = ConnectAny(wait);
  if (!connected) return std::move(connected).error().Within(step);
  SocketChannel channel(*std::move(connected));
  if (auto opened = OpenTunnel(channel, origin_, *proxy_, user_agent_, wait); !opened) {
    return std::move(opened).error().Within(step);
  }
  return channel.Release();
}

}  // namespace workspace_exporter
