#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "http/io_wait.h"

namespace workspace_exporter {

/// IP addresses as text, the best first (RFC 6724); never empty where a look-up succeeded.
using Addresses = std::vector<std::string>;

/// Finds the addresses of a host name. Thread-safe. Errors: those of IoWait, and kNetwork where the name has no address
/// or no name server answers.
class Resolver {
 public:
  virtual ~Resolver() = default;

  virtual Result<Addresses> Resolve(const std::string& host, const IoWait& wait) = 0;
};

}  // namespace workspace_exporter
