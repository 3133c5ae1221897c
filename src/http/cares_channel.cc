#include "http/cares_channel.h"

#include <algorithm>
#include <array>
#include <exception>
#include <optional>

#include <arpa/inet.h>
#include <netdb.h>

#include "http/address_order.h"
#include "http/family_answers.h"

namespace workspace_exporter {
namespace {

/// For the first try of each name server; c-ares doubles it with every round.
constexpr Milliseconds kFirstTry = std::chrono::seconds(1);
constexpr int kTries = 3;

/// A name in one family of addresses.
struct FamilyQuestion {
  const IoWait& wait;
  FamilyAnswer answer = {};
  int status = ARES_SUCCESS;  ///< of c-ares, once there is an answer
  Addresses addresses = {};
};

std::string AddressText(const sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text = {};
  const void* bytes = address.sa_family == AF_INET6
                          ? static_cast<const void*>(&reinterpret_cast<const sockaddr_in6&>(address).sin6_addr)
                          : &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
  return inet_ntop(address.sa_family, bytes, text.data(), text.size()) != nullptr ? text.data() : "";
}

/// What a question has open when it goes would call back with it.
class OpenQuestions final {
 public:
  explicit OpenQuestions(ares_channel channel) : channel_(channel) {}
  ~OpenQuestions() { ares_cancel(channel_); }
  OpenQuestions(const OpenQuestions&) = delete;
  OpenQuestions& operator=(const OpenQuestions&) = delete;

 private:
  ares_channel channel_;
};

Addresses AddressesOf(const ares_addrinfo* found) {
  Addresses addresses;
  for (const ares_addrinfo_node* node = found != nullptr ? found->nodes : nullptr; node != nullptr;
       node = node->ai_next) {
    if (std::string text = AddressText(*node->ai_addr); !text.empty()) addresses.push_back(std::move(text));
  }
  return addresses;
}

/// Called by c-ares, through which nothing can be thrown.
void TakeAnswer(void* argument, int status, int /*timeouts*/, ares_addrinfo* found) {
  auto& question = *static_cast<FamilyQuestion*>(argument);
  try {
    question.addresses = AddressesOf(found);
  } catch (const std::exception&) {
    status = ARES_ENOMEM;
  }
  ares_freeaddrinfo(found);
  using State = FamilyAnswer::State;
  question.status = status == ARES_SUCCESS && question.addresses.empty() ? ARES_ENODATA : status;
  question.answer = {!question.addresses.empty() ? State::kFound
                     : status == ARES_ENOTFOUND  ? State::kNoSuchName
                                                 : State::kFailed,
                     question.wait.Now()};
}

void AskFor(ares_channel channel, const std::string& name, int family, FamilyQuestion& question) {
  ares_addrinfo_hints hints = {};
  hints.ai_family = family;
  hints.ai_socktype = SOCK_STREAM;  // else each address comes once a protocol
  ares_getaddrinfo(channel, name.c_str(), nullptr, &hints, TakeAnswer, &question);
}

Error LookUpFailed(int status) { return Error{ErrorKind::kNetwork, ares_strerror(status)}; }

Result<Addresses> Join(FamilyQuestion& ipv4, FamilyQuestion& ipv6) {
  if (ipv4.addresses.empty() && ipv6.addresses.empty()) {
    return LookUpFailed(ipv4.status == ARES_ENODATA ? ipv6.status : ipv4.status);
  }
  const bool both = !ipv4.addresses.empty() && !ipv6.addresses.empty();
  Addresses all = std::move(ipv6.addresses);
  std::ranges::move(ipv4.addresses, std::back_inserter(all));
  if (both) PutBestFirst(all, SourceTowards);  // c-ares has done so within a family
  return all;
}

}  // namespace

Result<std::unique_ptr<CaresChannel>> CaresChannel::Open(Source source, const std::string& name_servers) {
  std::unique_ptr<CaresChannel> channel(new CaresChannel);
  ares_options options = {};
  std::string lookups = source == Source::kDns ? "b" : "f";
  options.lookups = lookups.data();
  options.timeout = static_cast<int>(kFirstTry.count());
  options.tries = kTries;
  options.ndomains = 0;
  options.sock_state_cb = Watch;
  options.sock_state_cb_data = channel.get();
  int status = ares_init_options(
      &channel->channel_, &options,
      ARES_OPT_LOOKUPS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_DOMAINS | ARES_OPT_SOCK_STATE_CB);
  if (status != ARES_SUCCESS) {
    channel->channel_ = nullptr;
    return LookUpFailed(status);
  }
  if (!name_servers.empty()) status = ares_set_servers_ports_csv(channel->channel_, name_servers.c_str());
  if (status != ARES_SUCCESS) return LookUpFailed(status);
  return channel;
}

CaresChannel::~CaresChannel() {
  if (channel_ != nullptr) ares_destroy(channel_);
}

Result<Addresses> CaresChannel::Ask(const std::string& name, const IoWait& wait) {
  FamilyQuestion ipv4 = {wait};
  FamilyQuestion ipv6 = {wait};
  const OpenQuestions open(channel_);
  AskFor(channel_, name, AF_INET, ipv4);
  AskFor(channel_, name, AF_INET6, ipv6);
  std::optional<Error> failure;
  while (!failure) {
    const SteadyTime settled = SettledAt(ipv4.answer, ipv6.answer);
    const SteadyTime now = wait.Now();
    if (settled <= now) break;
    const auto grace = std::chrono::ceil<Milliseconds>(std::min<SteadyTime::duration>(settled - now, kFirstTry));
    std::vector<pollfd> polled;
    for (const auto& [socket, events] : sockets_) polled.push_back({socket, events, 0});
    if (auto waited = wait.UntilAny(polled, std::min(grace, NextTimeout())); !waited) failure = waited.error();
    if (!failure) Step(polled);
  }
  return failure ? Result<Addresses>(*std::move(failure)) : Join(ipv4, ipv6);
}

Result<Addresses> CaresChannel::AskHostsFile(const std::string& name, const IoWait& wait) {
  FamilyQuestion either = {wait};
  const OpenQuestions open(channel_);
  AskFor(channel_, name, AF_UNSPEC, either);
  if (either.addresses.empty()) return LookUpFailed(either.status);
  return std::move(either.addresses);
}

void CaresChannel::Watch(void* self, ares_socket_t socket, int readable, int writable) {
  Sockets& sockets = static_cast<CaresChannel*>(self)->sockets_;
  const int events = (readable != 0 ? POLLIN : 0) | (writable != 0 ? POLLOUT : 0);
  if (events != 0) {
    sockets[socket] = static_cast<short>(events);
  } else {
    sockets.erase(socket);
  }
}

Milliseconds CaresChannel::NextTimeout() const {
  timeval longest = {kFirstTry.count() / 1000, 0};
  timeval next = {};
  ares_timeout(channel_, &longest, &next);
  return std::chrono::ceil<Milliseconds>(std::chrono::seconds(next.tv_sec) + std::chrono::microseconds(next.tv_usec));
}

void CaresChannel::Step(const std::vector<pollfd>& polled) {
  ares_process_fd(channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD);  // what has timed out
  for (const pollfd& socket : polled) {
    const bool readable = (socket.revents & (POLLIN | POLLERR | POLLHUP)) != 0;
    const bool writable = (socket.revents & POLLOUT) != 0;
    ares_process_fd(channel_, readable ? socket.fd : ARES_SOCKET_BAD, writable ? socket.fd : ARES_SOCKET_BAD);
  }
}

}  // namespace workspace_exporter
