#include "http/cares_resolver.h"

#include <array>
#include <map>
#include <memory>
#include <optional>

#include <ares.h>
#include <arpa/inet.h>
#include <netdb.h>

namespace workspace_exporter {
namespace {

/// For the first try of each name server; c-ares doubles it with every round.
constexpr Milliseconds kFirstTry = std::chrono::seconds(1);
constexpr int kTries = 3;

using AresChannel = std::unique_ptr<ares_channeldata, decltype(&ares_destroy)>;

/// What c-ares waits for, as poll names it, by its sockets.
using Sockets = std::map<ares_socket_t, short>;

struct LookUp {
  std::optional<int> status;  ///< of c-ares, once it has finished
  Addresses addresses;
  Sockets sockets;
};

void Watch(void* argument, ares_socket_t socket, int readable, int writable) {
  Sockets& sockets = static_cast<LookUp*>(argument)->sockets;
  const int events = (readable != 0 ? POLLIN : 0) | (writable != 0 ? POLLOUT : 0);
  if (events != 0) {
    sockets[socket] = static_cast<short>(events);
  } else {
    sockets.erase(socket);
  }
}

std::string Text(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text = {};
  const void* bytes = address.sa_family == AF_INET6
                          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr)
                          : &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
  return inet_ntop(address.sa_family, bytes, text.data(), text.size()) != nullptr ? text.data() : "";
}

void Finish(void* argument, int status, int /*timeouts*/, ares_addrinfo* found) {
  auto& look_up = *static_cast<LookUp*>(argument);
  look_up.status = status;
  for (const ares_addrinfo_node* node = found != nullptr ? found->nodes : nullptr; node != nullptr;
       node = node->ai_next) {
    if (std::string text = Text(*node->ai_addr); !text.empty()) look_up.addresses.push_back(std::move(text));
  }
  ares_freeaddrinfo(found);
}

Error Failed(int status) { return Error{ErrorKind::kNetwork, ares_strerror(status)}; }

/// A channel a look-up: it reads /etc/resolv.conf anew, and what is cached above makes look-ups rare.
Result<AresChannel> Open(const std::string& name_servers, LookUp& look_up) {
  ares_options options = {};
  std::string lookups = "fb";  // files, then DNS
  options.lookups = lookups.data();
  options.timeout = static_cast<int>(kFirstTry.count());
  options.tries = kTries;
  options.sock_state_cb = Watch;
  options.sock_state_cb_data = &look_up;
  ares_channel made = nullptr;
  int status = ares_init_options(&made, &options,
                                 ARES_OPT_LOOKUPS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB);
  if (status != ARES_SUCCESS) return Failed(status);
  AresChannel channel(made, ares_destroy);
  if (!name_servers.empty()) status = ares_set_servers_ports_csv(made, name_servers.c_str());
  if (status != ARES_SUCCESS) return Failed(status);
  return channel;
}

std::vector<pollfd> Polled(const Sockets& sockets) {
  std::vector<pollfd> polled;
  polled.reserve(sockets.size());
  for (const auto& [socket, events] : sockets) polled.push_back({socket, events, 0});
  return polled;
}

Milliseconds NextTimeout(ares_channel channel) {
  timeval longest = {kFirstTry.count() / 1000, 0};
  timeval next = {};
  ares_timeout(channel, &longest, &next);
  return std::chrono::ceil<Milliseconds>(std::chrono::seconds(next.tv_sec) + std::chrono::microseconds(next.tv_usec));
}

void Process(ares_channel channel, const std::vector<pollfd>& polled) {
  ares_process_fd(channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);  // what has timed out
  for (const pollfd& socket : polled) {
    const bool readable = (socket.revents & (POLLIN | POLLERR | POLLHUP)) != 0;
    const bool writable = (socket.revents & POLLOUT) != 0;
    ares_process_fd(channel, readable ? socket.fd : ARES_SOCKET_BAD, writable ? socket.fd : ARES_SOCKET_BAD);
  }
}

}  // namespace

CaresResolver::CaresResolver(std::string name_servers) : name_servers_(std::move(name_servers)) {
  ares_library_init(ARES_LIB_INIT_ALL);
}

CaresResolver::~CaresResolver() { ares_library_cleanup(); }

Result<Addresses> CaresResolver::Resolve(const std::string& host, const IoWait& wait) {
  LookUp look_up;  // outlives the channel, whose end calls Finish
  auto channel = Open(name_servers_, look_up);
  if (!channel) return std::move(channel).error();

  ares_addrinfo_hints hints = {};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;  // else each address comes once a protocol
  ares_getaddrinfo(channel->get(), host.c_str(), nullptr, &hints, Finish, &look_up);
  while (!look_up.status) {
    auto polled = Polled(look_up.sockets);
    if (auto waited = wait.UntilAny(polled, NextTimeout(channel->get())); !waited) return std::move(waited).error();
    Process(channel->get(), polled);
  }
  if (*look_up.status != ARES_SUCCESS) return Failed(*look_up.status);
  if (look_up.addresses.empty()) return Failed(ARES_ENODATA);
  return std::move(look_up.addresses);
}

}  // namespace workspace_exporter
