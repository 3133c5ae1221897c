#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include <sys/socket.h>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace workspace_exporter {

/// A socket that listens.
struct Listener {
  FileDescriptor socket;
  std::string address;  ///< as bound, with the port that was picked: "127.0.0.1:43210", "[::]:10110"
};

/// Where to listen.
struct ListenPlace {
  sockaddr_storage address = {};
  bool both_families = false;  ///< an IPv6 socket takes clients of IPv4 as well
};

/// Binds a socket there and listens: that, or the number of the error.
using OpenListener = std::function<std::variant<Listener, int>(const ListenPlace&)>;
std::variant<Listener, int> OpenSystemListener(const ListenPlace& place);

/// Listens on each "HOST:PORT"; the host is a literal address (IPv6 in brackets), "localhost", or empty for every
/// address of the machine. Not shared with other processes: a port in use is an error, kNetwork, that names it. A name
/// may stand for several addresses: all of them that the machine has, and an error only where it has none of a name.
/// Where it has no IPv6, every address of that, [::], is every address of IPv4, unless that is among the addresses by
/// itself.
Result<std::vector<Listener>> Listen(const std::vector<std::string>& addresses,
                                     const OpenListener& open = OpenSystemListener);

}  // namespace workspace_exporter
