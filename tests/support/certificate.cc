#include "support/certificate.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>

namespace workspace_exporter {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using X509Pointer = std::unique_ptr<X509, decltype(&X509_free)>;
struct CloseFile {
  void operator()(FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<FILE, CloseFile>;

std::string NewDirectory() {
  std::string path = (std::filesystem::temp_directory_path() / "certificate-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no temporary directory");
  return path;
}

void AddExtension(X509* certificate, int nid, const std::string& value) {
  X509V3_CTX context = {};
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

File Opened(const std::string& path, const char* mode) { return File(fopen(path.c_str(), mode)); }

/// By the issuer's name and key, or its own.
void Sign(X509* certificate, EVP_PKEY* own, const Certificate* issuer) {
  if (issuer == nullptr) {
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    X509_sign(certificate, own, EVP_sha256());
    return;
  }
  const X509Pointer above(PEM_read_X509(Opened(issuer->certificate_file(), "r").get(), nullptr, nullptr, nullptr),
                          X509_free);
  const Key key(PEM_read_PrivateKey(Opened(issuer->key_file(), "r").get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
  X509_set_issuer_name(certificate, X509_get_subject_name(above.get()));
  X509_sign(certificate, key.get(), EVP_sha256());
}

X509Pointer Signed(EVP_PKEY* key, const CertificateOptions& options) {
  X509Pointer certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_time_adj_ex(X509_getm_notBefore(certificate.get()), options.valid_from_days, 0, nullptr);
  X509_time_adj_ex(X509_getm_notAfter(certificate.get()), options.valid_until_days, 0, nullptr);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(options.common_name.c_str()), -1, -1, 0);
  X509_set_pubkey(certificate.get(), key);
  AddExtension(certificate.get(), NID_subject_alt_name, options.alt_name);
  if (options.is_ca) AddExtension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
  Sign(certificate.get(), key, options.issuer);
  return certificate;
}

}  // namespace

Certificate::Certificate(const CertificateOptions& options) : directory_(NewDirectory()) {
  const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const X509Pointer certificate = Signed(key.get(), options);
  PEM_write_X509(Opened(certificate_file(), "w").get(), certificate.get());
  PEM_write_PrivateKey(Opened(key_file(), "w").get(), key.get(),
                       options.password == nullptr ? nullptr : EVP_aes_128_cbc(), nullptr, 0, nullptr,
                       const_cast<char*>(options.password));
}

std::string Certificate::Text() const {
  std::ostringstream text;
  text << std::ifstream(certificate_file()).rdbuf();
  return text.str();
}

Certificate::~Certificate() {
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

}  // namespace workspace_exporter
