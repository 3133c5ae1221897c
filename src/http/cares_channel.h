#pragma once

#include <map>
#include <memory>
#include <string>

#include <ares.h>

#include "http/resolver.h"

namespace workspace_exporter {

/// A c-ares channel, for the questions of one look-up: it reads /etc/resolv.conf anew, and what is cached above makes
/// look-ups rare. It knows no search list. Not thread-safe.
class CaresChannel final {
 public:
  enum class Source : std::uint8_t { kHostsFile, kDns };

  /// `name_servers` as CaresResolver takes it. Errors: kNetwork.
  static Result<std::unique_ptr<CaresChannel>> Open(Source source, const std::string& name_servers);
  ~CaresChannel();
  CaresChannel(const CaresChannel&) = delete;
  CaresChannel& operator=(const CaresChannel&) = delete;

  /// Asks for the addresses of `name`, which stands without the root's dot, both families at once, and waits until the
  /// answer is settled (http/family_answers.h). Errors: those of IoWait, and kNetwork.
  Result<Addresses> Ask(const std::string& name, const IoWait& wait);
  /// The same of the hosts file, which answers at once and for both families together.
  Result<Addresses> AskHostsFile(const std::string& name, const IoWait& wait);

 private:
  /// What c-ares waits for, as poll names it, by its sockets.
  using Sockets = std::map<ares_socket_t, short>;

  CaresChannel() = default;
  static void Watch(void* self, ares_socket_t socket, int readable, int writable);
  void Step(const std::vector<pollfd>& polled);
  Milliseconds NextTimeout() const;

  Sockets sockets_;
  ares_channeldata* channel_ = nullptr;
};

}  // namespace workspace_exporter
