#include "web/client_names.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace workspace_exporter {
namespace {

using Names = std::vector<std::string>;

std::string_view BytesOf(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<std::size_t>(ASN1_STRING_length(text))};
}

/// Compared as addresses: the same one has many spellings.
bool IsAddress(const std::string& allowed, std::string_view bytes) {
  std::array<char, 16> address = {};
  if (bytes.size() != 4 && bytes.size() != address.size()) return false;
  const int family = bytes.size() == 4 ? AF_INET : AF_INET6;
  return inet_pton(family, allowed.c_str(), address.data()) == 1 &&
         bytes == std::string_view(address.data(), bytes.size());
}

bool IsAllowed(const GENERAL_NAME& name, const Names& allowed) {
  switch (name.type) {
    case GEN_DNS:
    case GEN_EMAIL:
    case GEN_URI: return std::ranges::find(allowed, BytesOf(name.d.ia5)) != allowed.end();
    case GEN_IPADD:
      return std::ranges::any_of(allowed,
                                 [&](const std::string& text) { return IsAddress(text, BytesOf(name.d.iPAddress)); });
    default: return false;
  }
}

bool HasAllowedName(X509* certificate, const Names& allowed) {
  const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)),
      GENERAL_NAMES_free);
  if (names == nullptr) return false;
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    if (IsAllowed(*sk_GENERAL_NAME_value(names.get(), i), allowed)) return true;
  }
  return false;
}

const std::optional<Names>& NamesOf(X509_STORE_CTX* store) {
  const auto* const ssl =
      static_cast<const SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
  return *static_cast<const std::optional<Names>*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)));
}

}  // namespace

void AllowClientNames(SSL_CTX* context, const std::optional<Names>& names) {
  SSL_CTX_set_app_data(context, const_cast<std::optional<Names>*>(&names));
}

int CheckVerifiedClient(int verified, X509_STORE_CTX* store) {
  if (verified != 1 || X509_STORE_CTX_get_error_depth(store) != 0) return verified;
  const std::optional<Names>& allowed = NamesOf(store);
  if (!allowed || HasAllowedName(X509_STORE_CTX_get_current_cert(store), *allowed)) return 1;
  X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION);
  return 0;
}

int CheckUnverifiedClient(int /*verified*/, X509_STORE_CTX* store) { return CheckVerifiedClient(1, store); }

}  // namespace workspace_exporter
