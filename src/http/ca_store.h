#pragma once

#include <memory>
#include <string>

#include <openssl/x509.h>

#include "base/result.h"

namespace workspace_exporter {

/// The certification authorities that outbound TLS trusts. One store for all connections of the program: a store of
/// its own costs each client a megabyte.
using CaStore = std::shared_ptr<X509_STORE>;

/// Those of a PEM file and no others, or those of the system where `ca_file` is empty. The system's are looked up one
/// by one when a certificate needs them; where there are none, every certificate is refused. kTls: the file cannot be
/// read.
Result<CaStore> LoadCaStore(const std::string& ca_file);

/// A folder for cpp-httplib to look certificates up in that adds none: without one it loads all of the system's for
/// every client, whether it was given a store or not.
inline constexpr const char* kNoCaFolder = "/dev/null";

}  // namespace workspace_exporter
