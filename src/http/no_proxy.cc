#include "http/no_proxy.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

#include <arpa/inet.h>

#include "base/ascii_text.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kSeparators = ", \t\r\n";
constexpr unsigned kBits = 128;
/// ::ffff:0:0/96 holds the IPv4 addresses (RFC 4291, 2.5.5.2).
constexpr unsigned kBitsBeforeIpv4 = 96;

/// An address as IPv6; one of IPv4 is mapped, so that both ways to write it are the same.
using AddressBytes = std::array<std::uint8_t, kBits / 8>;

constexpr AddressBytes kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

struct Address {
  AddressBytes bytes = {};
  bool is_written_as_ipv4 = false;
};

/// An entry without its port.
struct Entry {
  std::string_view host;
  std::optional<std::uint16_t> port;
};

/// Digits and nothing else, up to `most`.
std::optional<unsigned> ReadNumber(std::string_view digits, unsigned most) {
  unsigned number = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failed != std::errc() || end != digits.data() + digits.size() || number > most) return std::nullopt;
  return number;
}

std::optional<Address> ReadAddress(std::string_view text) {
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  const std::string terminated(text);
  Address address;
  if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  address = {.bytes = kMapped, .is_written_as_ipv4 = true};
  if (inet_pton(AF_INET, terminated.c_str(), &address.bytes[kBitsBeforeIpv4 / 8]) == 1) return address;
  return std::nullopt;
}

bool SameStart(const AddressBytes& a, const AddressBytes& b, unsigned bits) {
  const auto whole = static_cast<std::ptrdiff_t>(bits / 8);
  if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
  if (bits % 8 == 0) return true;
  const unsigned differing = a[bits / 8] ^ unsigned { b[bits / 8] };
  return (differing >> (8 - bits % 8)) == 0;
}

bool IsIpv4(const AddressBytes& bytes) { return SameStart(bytes, kMapped, kBitsBeforeIpv4); }

/// `text` is an address or a network in CIDR notation (RFC 4632, 3.1; RFC 4291, 2.3).
bool HoldsAddress(std::string_view text, const AddressBytes& target) {
  const std::size_t slash = text.find('/');
  const auto network = ReadAddress(text.substr(0, slash));
  if (!network) return false;
  unsigned bits = kBits;
  if (slash != std::string_view::npos) {
    const unsigned before = network->is_written_as_ipv4 ? kBitsBeforeIpv4 : 0;
    const auto prefix = ReadNumber(text.substr(slash + 1), kBits - before);
    if (!prefix) return false;
    bits = before + *prefix;
  }
  // ::/0 is all of IPv6, and not all of IPv4, though that is mapped into it.
  if (bits < kBitsBeforeIpv4 && IsIpv4(target)) return false;
  return SameStart(network->bytes, target, bits);
}

std::string_view WithoutRootDot(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return name;
}

bool HoldsName(std::string_view text, std::string_view target) {
  if (text.starts_with("*.")) text.remove_prefix(1);
  if (text.starts_with('.')) text.remove_prefix(1);
  const std::string wanted = LowerCase(WithoutRootDot(text));
  const std::string host = LowerCase(WithoutRootDot(target));
  if (wanted.empty() || wanted.front() == '.') return false;
  return host == wanted || host.ends_with("." + wanted);
}

/// Takes the brackets and the port off; nothing where they are not whole.
std::optional<Entry> SplitPort(std::string_view text) {
  std::string_view host = text;
  std::string_view rest;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    host = text.substr(1, end - 1);
    rest = text.substr(end + 1);
    if (host.find(':') == std::string_view::npos) return std::nullopt;  // brackets are for IPv6
  } else if (std::ranges::count(text, ':') == 1) {                      // IPv6 has two at least
    host = text.substr(0, text.find(':'));
    rest = text.substr(host.size());
  }
  if (rest.empty()) return Entry{host, std::nullopt};
  const auto port = rest.front() == ':' ? ReadNumber(rest.substr(1), UINT16_MAX) : std::nullopt;
  if (!port || *port == 0) return std::nullopt;
  return Entry{host, static_cast<std::uint16_t>(*port)};
}

bool Matches(std::string_view text, const Origin& origin) {
  const auto entry = SplitPort(text);
  if (!entry || entry->port.value_or(origin.port) != origin.port) return false;
  if (entry->host == "*") return true;
  const auto address = ReadAddress(origin.host);
  return address ? HoldsAddress(entry->host, address->bytes) : HoldsName(entry->host, origin.host);
}

}  // namespace

bool IsWithoutProxy(std::string_view no_proxy, const Origin& origin) {
  while (!no_proxy.empty()) {
    const std::size_t end = std::min(no_proxy.find_first_of(kSeparators), no_proxy.size());
    if (end > 0 && Matches(no_proxy.substr(0, end), origin)) return true;
    no_proxy.remove_prefix(std::min(end + 1, no_proxy.size()));
  }
  return false;
}

}  // namespace workspace_exporter
