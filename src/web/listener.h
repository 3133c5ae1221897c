#pragma once

#include <string>
#include <vector>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace workspace_exporter {

/// A socket that listens.
struct Listener {
  FileDescriptor socket;
  std::string address;  ///< as bound, with the port that was picked: "127.0.0.1:43210", "[::]:10110"
};

/// Listens on "HOST:PORT"; the host is a literal address (IPv6 in brackets), "localhost", or empty for every address of
/// the machine. Not shared with other processes: a port in use is an error, kNetwork, that names it. A name may stand
/// for several addresses: all of them.
Result<std::vector<Listener>> Listen(const std::string& address);

}  // namespace workspace_exporter
