#include "http/ca_store.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>

namespace workspace_exporter {
namespace {

/// Where Debian, and most others, keep certificates by the hash of their subject; and all in one file.
constexpr const char* kSystemFolder = "/etc/ssl/certs";
constexpr const char* kSystemBundle = "/etc/ssl/certs/ca-certificates.crt";

/// A folder whose files are named by the hashes of subjects is searched when a certificate needs it, and costs no
/// memory until then.
bool AddFolder(X509_STORE* store, const char* folder) {
  X509_LOOKUP* const lookup = X509_STORE_add_lookup(store, X509_LOOKUP_hash_dir());
  return lookup != nullptr && X509_LOOKUP_add_dir(lookup, folder, X509_FILETYPE_PEM) == 1;
}

bool HashedNamesAreThere(const char* folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".0") return true;
  }
  return false;
}

}  // namespace

Result<CaStore> LoadCaStore(const std::string& ca_file) {
  const CaStore store(X509_STORE_new(), X509_STORE_free);
  // Added before any client is there: each client adds it again, which then changes nothing that others are reading.
  if (store == nullptr || !AddFolder(store.get(), kNoCaFolder)) return Error{ErrorKind::kTls, "out of memory"};
  ERR_clear_error();
  if (!ca_file.empty()) {
    if (X509_STORE_load_file(store.get(), ca_file.c_str()) == 1) return store;
    return Error{ErrorKind::kTls, fmt::format("{} holds no certificates that can be read", ca_file)};
  }
  if (HashedNamesAreThere(kSystemFolder) && AddFolder(store.get(), kSystemFolder)) return store;
  if (X509_STORE_load_file(store.get(), kSystemBundle) == 1) return store;
  ERR_clear_error();
  // Without any, every certificate is refused, and says why; plain http needs none.
  return store;
}

}  // namespace workspace_exporter
