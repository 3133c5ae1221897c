#include "auth/request_signer.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "auth/canonical_request.h"
#include "base/ascii_text.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kAlgorithm = "SDK-HMAC-SHA256";

std::string HmacHex(std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac = {};
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), mac.data(), &size);
  return Hex({reinterpret_cast<const char*>(mac.data()), size});
}

void SetHeader(HttpHeaders& headers, const char* name, std::string_view value) {
  std::erase_if(headers, [name](const auto& header) { return EqualsWithoutCase(header.first, name); });
  headers.emplace_back(name, value);
}

bool IsSigned(const std::string& name) {
  return !EqualsWithoutCase(name, "Content-Type") && name.find('_') == std::string::npos;
}

}  // namespace

std::string SdkDate(WallTime time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss clock(time - midnight);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", int(date.year()), unsigned(date.month()), unsigned(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string AuthorizationOf(const HttpRequest& request, const HttpHeaders& signed_headers, std::string_view date,
                            const AccessKey& key) {
  std::string canonical = CanonicalRequest(request, signed_headers);  // with the security token
  const std::string text = fmt::format("{}\n{}\n{}", kAlgorithm, date, Sha256Hex(canonical));
  Wipe(canonical);
  return fmt::format("{} Access={}, SignedHeaders={}, Signature={}", kAlgorithm, key.id,
                     SignedHeaderNames(signed_headers), HmacHex(key.secret.Reveal(), text));
}

HttpRequest Sign(HttpRequest request, std::string_view host, const AccessKey& key, WallTime now) {
  const std::string date = SdkDate(now);
  std::erase_if(request.headers, [](const auto& header) { return EqualsWithoutCase(header.first, "Authorization"); });
  SetHeader(request.headers, "Host", host);
  SetHeader(request.headers, "X-Sdk-Date", date);
  if (!key.security_token.empty()) SetHeader(request.headers, "X-Security-Token", key.security_token.Reveal());
  HttpHeaders signed_headers;
  for (const auto& header : request.headers) {
    if (IsSigned(header.first)) signed_headers.push_back(header);
  }
  request.headers.emplace_back("Authorization", AuthorizationOf(request, signed_headers, date, key));
  Wipe(signed_headers);
  return request;
}

}  // namespace workspace_exporter
