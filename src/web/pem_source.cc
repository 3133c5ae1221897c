#include "web/pem_source.h"

#include <memory>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>

namespace workspace_exporter {
namespace {

/// OpenSSL's parser goes on behind what it could not read, until it finds no more beginnings.
bool IsAtTheEnd() {
  const unsigned long error = ERR_peek_last_error();
  return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

}  // namespace

bool ReadPem(const std::string& file, std::string_view text, const std::function<bool(BIO* pem)>& read) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> pem(
      file.empty() ? BIO_new_mem_buf(text.data(), static_cast<int>(text.size())) : BIO_new_file(file.c_str(), "r"),
      BIO_free);
  return pem != nullptr && read(pem.get());
}

std::size_t ForEachCertificate(BIO* pem, const std::function<void(X509* certificate)>& take) {
  std::size_t count = 0;
  while (true) {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(PEM_read_bio_X509(pem, nullptr, nullptr, nullptr),
                                                                  X509_free);
    if (certificate != nullptr) {
      ++count;
      take(certificate.get());
    } else if (IsAtTheEnd() || BIO_eof(pem) == 1) {
      return count;
    }
    ERR_clear_error();
  }
}

}  // namespace workspace_exporter
