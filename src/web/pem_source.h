#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <openssl/types.h>

namespace workspace_exporter {

/// Reads PEM from the file, or where none is named, from the text. False, with OpenSSL's reason, where it cannot be
/// read.
bool ReadPem(const std::string& file, std::string_view text, const std::function<bool(BIO* pem)>& read);

/// Each certificate, in order; what is none, and what cannot be parsed, is passed over. How many there were.
std::size_t ForEachCertificate(BIO* pem, const std::function<void(X509* certificate)>& take);

}  // namespace workspace_exporter
