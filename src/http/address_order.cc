#include "http/address_order.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/file_descriptor.h"
#include "base/ip_address.h"

namespace workspace_exporter {
namespace {

/// A row of the table: higher precedence goes first, and source and destination should have the same label.
struct AddressPolicy {
  int precedence;
  int label;
};

/// Unreachable or not; label matches or not; precedence. Greater is better.
using AddressRank = std::tuple<bool, bool, int>;

AddressPolicy PolicyOf(const std::string& address) {
  in6_addr bytes = {};
  if (inet_pton(AF_INET6, address.c_str(), &bytes) != 1) return {35, 4};  // IPv4
  const auto* begin = static_cast<const std::uint8_t*>(bytes.s6_addr);
  if (IN6_IS_ADDR_LOOPBACK(&bytes)) return {50, 0};
  if (IN6_IS_ADDR_V4MAPPED(&bytes)) return {35, 4};
  if (begin[0] == 0x20 && begin[1] == 0x02) return {30, 2};                                   // 6to4
  if (begin[0] == 0x20 && begin[1] == 0x01 && begin[2] == 0 && begin[3] == 0) return {5, 5};  // Teredo
  if ((begin[0] & 0xfeU) == 0xfcU) return {3, 13};                                            // unique local
  return {40, 1};
}

AddressRank RankOf(const std::string& address, const SourceFinder& source_towards) {
  const std::string source = source_towards(address);
  const AddressPolicy policy = PolicyOf(address);
  return {!source.empty(), !source.empty() && PolicyOf(source).label == policy.label, policy.precedence};
}

}  // namespace

std::string SourceTowards(const std::string& address) {
  constexpr std::uint16_t kAnyPort = 443;
  const bool is_ipv6 = IsIpv6Address(address);
  sockaddr_in6 to6 = {};
  to6.sin6_family = AF_INET6;
  to6.sin6_port = htons(kAnyPort);
  sockaddr_in to4 = {};
  to4.sin_family = AF_INET;
  to4.sin_port = htons(kAnyPort);
  auto* to = is_ipv6 ? reinterpret_cast<sockaddr*>(&to6) : reinterpret_cast<sockaddr*>(&to4);
  void* bytes = is_ipv6 ? static_cast<void*>(&to6.sin6_addr) : &to4.sin_addr;
  socklen_t size = is_ipv6 ? sizeof to6 : sizeof to4;
  const FileDescriptor fd(socket(to->sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!fd || inet_pton(to->sa_family, address.c_str(), bytes) != 1 || connect(fd.get(), to, size) != 0 ||
      getsockname(fd.get(), to, &size) != 0) {
    return {};
  }
  std::array<char, INET6_ADDRSTRLEN> text = {};
  return inet_ntop(to->sa_family, bytes, text.data(), text.size()) != nullptr ? text.data() : "";
}

void PutBestFirst(Addresses& addresses, const SourceFinder& source_towards) {
  std::vector<std::pair<AddressRank, std::string>> ranked;
  ranked.reserve(addresses.size());
  for (auto& address : addresses) {
    const AddressRank rank = RankOf(address, source_towards);
    ranked.emplace_back(rank, std::move(address));
  }
  std::ranges::stable_sort(ranked, std::greater<>(), [](const auto& one) { return one.first; });
  std::ranges::transform(ranked, addresses.begin(), [](auto& one) { return std::move(one.second); });
}

}  // namespace workspace_exporter
