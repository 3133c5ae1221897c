#include "http/connector.h"

#include <algorithm>

#include "base/ip_address.h"
#include "http/socket_channel.h"
#include "http/tls_channel.h"

namespace workspace_exporter {
namespace {

/// An address that has not answered by then is left for the next; a lost SYN is sent again after one second.
constexpr Milliseconds kPatience = std::chrono::seconds(2);

bool IsLocalhost(const std::string& host) { return host == "localhost" || host.ends_with(".localhost"); }

}  // namespace

Connector::Connector(Origin origin, std::shared_ptr<const TlsContext> tls, Resolver& resolver)
    : origin_(std::move(origin)), tls_(std::move(tls)), resolver_(resolver) {}

Result<std::unique_ptr<Channel>> Connector::Open(const IoWait& wait) {
  auto connected = ConnectAny(wait);
  if (!connected) return std::move(connected).error();
  if (!origin_.tls) return std::unique_ptr<Channel>(std::make_unique<SocketChannel>(*std::move(connected)));

  auto channel = std::make_unique<TlsChannel>(*std::move(connected), tls_);
  if (auto shaken = channel->Handshake(origin_.host, wait); !shaken) return std::move(shaken).error();
  return std::unique_ptr<Channel>(std::move(channel));
}

Result<Addresses> Connector::FindAddresses(const IoWait& wait) {
  if (IsIpAddress(origin_.host)) return Addresses{origin_.host};
  if (IsLocalhost(origin_.host)) return Addresses{"127.0.0.1", "::1"};  // RFC 6761, 6.3
  auto found = resolver_.Resolve(origin_.host, wait);
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
    auto connected = ConnectTcp((*addresses)[i], origin_.port, attempt);
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

}  // namespace workspace_exporter
