#include "web/listener.h"

#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "web/peer_address.h"

namespace workspace_exporter {
namespace {

constexpr int kBacklog = 512;

struct AddressListDeleter {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using AddressList = std::unique_ptr<addrinfo, AddressListDeleter>;

Error CannotListen(const std::string& address, const std::string& why) {
  return {ErrorKind::kNetwork, fmt::format("cannot listen on {}: {}", address, why)};
}

std::string ErrorText() { return std::generic_category().message(errno); }

Result<AddressList> LookUp(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  const std::string port = address.substr(colon + 1);
  // "::" takes IPv4 as well, where the socket is not told otherwise.
  if (host.empty()) host = "::";
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int fault = getaddrinfo(host.c_str(), port.c_str(), &hints, &found);
  if (fault != 0) return CannotListen(address, gai_strerror(fault));
  return AddressList(found);
}

bool IsAnyAddress(const std::string& address) { return address.starts_with(':'); }

Result<Listener> ListenOn(const std::string& address, const addrinfo& info) {
  FileDescriptor socket(::socket(info.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket) return CannotListen(address, ErrorText());
  const int on = 1;
  const int only_ipv6 = IsAnyAddress(address) ? 0 : 1;
  setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (info.ai_family == AF_INET6) setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &only_ipv6, sizeof only_ipv6);
  if (bind(socket.get(), info.ai_addr, info.ai_addrlen) != 0 || listen(socket.get(), kBacklog) != 0) {
    return CannotListen(address, ErrorText());
  }
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  getsockname(socket.get(), reinterpret_cast<sockaddr*>(&bound), &size);
  return Listener{std::move(socket), AddressAndPort(bound)};
}

}  // namespace

Result<std::vector<Listener>> Listen(const std::string& address) {
  Result<AddressList> found = LookUp(address);
  if (!found) return std::move(found).error();
  std::vector<Listener> listeners;
  for (const addrinfo* info = found->get(); info != nullptr; info = info->ai_next) {
    Result<Listener> listener = ListenOn(address, *info);
    if (!listener) return std::move(listener).error();
    listeners.push_back(*std::move(listener));
  }
  return listeners;
}

}  // namespace workspace_exporter
