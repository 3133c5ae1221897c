#include "http/resolver.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include <ares.h>
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>

namespace workspace_exporter {
namespace {

constexpr Milliseconds kLongestPoll(50);  // how soon a stop is noticed
constexpr std::chrono::seconds kKept(30);

struct Lookup {
  bool done = false;
  int status = ARES_SUCCESS;
  std::vector<std::string> addresses;
};

std::string ToText(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* const bytes = address.sa_family == AF_INET
                                ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in&>(address).sin_addr)
                                : static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr);
  inet_ntop(address.sa_family, bytes, text.data(), text.size());
  return text.data();
}

void TakeAnswer(void* argument, int status, int /*timeouts*/, ares_addrinfo* answer) {
  auto& lookup = *static_cast<Lookup*>(argument);
  lookup.done = true;
  lookup.status = status;
  if (answer == nullptr) return;
  for (const ares_addrinfo_node* node = answer->nodes; node != nullptr; node = node->ai_next) {
    if (node->ai_family == AF_INET || node->ai_family == AF_INET6) lookup.addresses.push_back(ToText(*node->ai_addr));
  }
  ares_freeaddrinfo(answer);
}

/// Waits for what c-ares waits for, a moment at most, and lets it go on.
void Proceed(ares_channel channel, Milliseconds longest) {
  std::array<ares_socket_t, ARES_GETSOCK_MAXNUM> sockets{};
  const int wanted = ares_getsock(channel, sockets.data(), static_cast<int>(sockets.size()));
  std::array<pollfd, ARES_GETSOCK_MAXNUM> polled{};
  nfds_t count = 0;
  for (std::size_t i = 0; i < sockets.size(); ++i) {
    const bool reads = ARES_GETSOCK_READABLE(static_cast<unsigned>(wanted), i) != 0;
    const bool writes = ARES_GETSOCK_WRITABLE(static_cast<unsigned>(wanted), i) != 0;
    if (!reads && !writes) continue;
    polled[count++] = {
        .fd = sockets[i], .events = static_cast<short>((reads ? POLLIN : 0) | (writes ? POLLOUT : 0)), .revents = 0};
  }
  poll(polled.data(), count, static_cast<int>(longest.count()));
  for (nfds_t i = 0; i < count; ++i) {
    const bool failed = (polled[i].revents & (POLLERR | POLLHUP)) != 0;
    ares_process_fd(channel, failed || (polled[i].revents & POLLIN) != 0 ? polled[i].fd : ARES_SOCKET_BAD,
                    (polled[i].revents & POLLOUT) != 0 ? polled[i].fd : ARES_SOCKET_BAD);
  }
  ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);  // lets its time-outs pass
}

struct ChannelCloser {
  void operator()(ares_channel channel) const { ares_destroy(channel); }
};
using Channel = std::unique_ptr<std::remove_pointer_t<ares_channel>, ChannelCloser>;

Channel Open(const std::string& servers) {
  ares_options options{};
  options.timeout = 2000;  // milliseconds, for the first try of a server
  options.tries = 3;
  ares_channel channel = nullptr;
  if (ares_init_options(&channel, &options, ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES) != ARES_SUCCESS) return nullptr;
  if (!servers.empty()) ares_set_servers_ports_csv(channel, servers.c_str());
  return Channel(channel);
}

bool IsLiteralAddress(const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> ignored{};
  return inet_pton(AF_INET, host.c_str(), ignored.data()) == 1 ||
         inet_pton(AF_INET6, host.c_str(), ignored.data()) == 1;
}

}  // namespace

CaresResolver::CaresResolver(const Clock& clock, std::stop_token stop, std::string servers)
    : clock_(clock), stop_(std::move(stop)), servers_(std::move(servers)) {}

Result<std::vector<std::string>> CaresResolver::Resolve(const std::string& host, Deadline deadline) {
  if (IsLiteralAddress(host)) return std::vector{host};
  const Channel channel = Open(servers_);
  if (channel == nullptr) return Error{ErrorKind::kNetwork, "the resolver cannot be set up"};
  ares_addrinfo_hints hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  Lookup lookup;
  ares_getaddrinfo(channel.get(), host.c_str(), nullptr, &hints, TakeAnswer, &lookup);
  while (!lookup.done && !stop_.stop_requested() && !deadline.Passed(clock_)) {
    Proceed(channel.get(), std::min(kLongestPoll, deadline.Remaining(clock_)));
  }
  if (!lookup.done) {
    ares_cancel(channel.get());
    if (stop_.stop_requested()) return Error{ErrorKind::kCancelled, "stopped while looking up a name"};
    return Error{ErrorKind::kTimeout, fmt::format("looking up {}: no answer in time", host)};
  }
  if (lookup.addresses.empty()) {
    return Error{ErrorKind::kNetwork, fmt::format("looking up {}: {}", host, ares_strerror(lookup.status))};
  }
  return std::move(lookup.addresses);
}

Result<std::vector<std::string>> CachingResolver::Resolve(const std::string& host, Deadline deadline) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(host);
    if (found != entries_.end() && clock_.SteadyNow() < found->second.until) return found->second.addresses;
  }
  Result<std::vector<std::string>> addresses = inner_.Resolve(host, deadline);
  if (addresses) {
    const std::lock_guard lock(mutex_);
    entries_[host] = {*addresses, clock_.SteadyNow() + kKept};
  }
  return addresses;
}

}  // namespace workspace_exporter
