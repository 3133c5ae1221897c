#include "web/listener.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <memory>
#include <system_error>
#include <utility>

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

Error CannotListen(const std::string& address, int error) {
  return CannotListen(address, std::generic_category().message(error));
}

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

/// The machine does not have the family (a kernel without IPv6, a filter of calls), or not that address.
bool CannotBeHad(int error) { return error == EAFNOSUPPORT || error == EADDRNOTAVAIL; }

bool IsEveryAddressOfIpv6(const addrinfo& info) {
  if (info.ai_family != AF_INET6) return false;
  sockaddr_in6 address{};
  std::memcpy(&address, info.ai_addr, sizeof address);
  return IN6_IS_ADDR_UNSPECIFIED(&address.sin6_addr);
}

ListenPlace EveryAddressOfIpv4(const addrinfo& ipv6) {
  sockaddr_in6 like{};
  std::memcpy(&like, ipv6.ai_addr, sizeof like);
  const sockaddr_in every{.sin_family = AF_INET, .sin_port = like.sin6_port, .sin_addr = {INADDR_ANY}, .sin_zero = {}};
  ListenPlace place;
  std::memcpy(&place.address, &every, sizeof every);
  return place;
}

ListenPlace PlaceOf(const addrinfo& info, bool both_families) {
  ListenPlace place{.both_families = both_families};
  std::memcpy(&place.address, info.ai_addr, info.ai_addrlen);
  return place;
}

/// Listens on all that a name stands for. `others`: the addresses that are listened on besides.
Result<std::vector<Listener>> ListenOn(const std::string& address, const std::vector<std::string>& others,
                                       const OpenListener& open) {
  Result<AddressList> found = LookUp(address);
  if (!found) return std::move(found).error();
  std::vector<Listener> listeners;
  int error = 0;
  for (const addrinfo* info = found->get(); info != nullptr; info = info->ai_next) {
    std::variant<Listener, int> opened = open(PlaceOf(*info, /*both_families=*/address.starts_with(':')));
    if (const int* const fault = std::get_if<int>(&opened);
        fault != nullptr && CannotBeHad(*fault) && IsEveryAddressOfIpv6(*info)) {
      const ListenPlace instead = EveryAddressOfIpv4(*info);
      if (std::ranges::find(others, AddressAndPort(instead.address)) != others.end()) return listeners;
      opened = open(instead);
    }
    if (auto* const listener = std::get_if<Listener>(&opened)) {
      listeners.push_back(std::move(*listener));
    } else if (error = std::get<int>(opened); !CannotBeHad(error)) {
      return CannotListen(address, error);
    }
  }
  if (listeners.empty()) return CannotListen(address, error);
  return listeners;
}

}  // namespace

std::variant<Listener, int> OpenSystemListener(const ListenPlace& place) {
  const int family = place.address.ss_family;
  FileDescriptor socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket) return errno;
  const int on = 1;
  const int only_ipv6 = place.both_families ? 0 : 1;
  setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (family == AF_INET6) setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &only_ipv6, sizeof only_ipv6);
  const socklen_t given = family == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
  if (bind(socket.get(), reinterpret_cast<const sockaddr*>(&place.address), given) != 0 ||
      listen(socket.get(), kBacklog) != 0) {
    return errno;
  }
  sockaddr_storage bound{};
  socklen_t size = sizeof bound;
  getsockname(socket.get(), reinterpret_cast<sockaddr*>(&bound), &size);
  return Listener{std::move(socket), AddressAndPort(bound)};
}

Result<std::vector<Listener>> Listen(const std::vector<std::string>& addresses, const OpenListener& open) {
  std::vector<Listener> all;
  for (const std::string& address : addresses) {
    Result<std::vector<Listener>> of_address = ListenOn(address, addresses, open);
    if (!of_address) return std::move(of_address).error();
    std::ranges::move(*of_address, std::back_inserter(all));
  }
  return all;
}

}  // namespace workspace_exporter
