#include "simulator/signature.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include <fmt/format.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "simulator/wire_text.h"

namespace workspace_exporter::simulator {
namespace {

constexpr EpochMs kToleranceMs = 900'000;
constexpr std::string_view kScheme = "SDK-HMAC-SHA256";

std::string Encode(std::string_view text) {
  constexpr std::string_view kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  std::string encoded;
  for (const char letter : text) {
    if (kUnreserved.find(letter) != std::string_view::npos) {
      encoded.push_back(letter);
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
  }
  return encoded;
}

std::string CanonicalPath(std::string_view path) {
  std::string canonical;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    canonical += Encode(PercentDecode(path.substr(begin, end - begin), false)) + "/";
    begin = end + 1;
  }
  return canonical.ends_with("//") ? canonical.substr(0, canonical.size() - 1) : canonical;
}

std::string CanonicalQuery(Fields parameters) {
  std::ranges::sort(parameters);
  std::string canonical;
  for (const auto& [name, value] : parameters) {
    canonical.append(canonical.empty() ? "" : "&").append(Encode(name)).append("=").append(Encode(value));
  }
  return canonical;
}

std::string HexSha256(std::string_view text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return ToHex(digest);
}

std::string HexHmac(std::string_view secret, std::string_view text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(),
       reinterpret_cast<unsigned char*>(digest.data()), nullptr);
  return ToHex(digest);
}

std::string HeaderOf(const Request& request, std::string_view name) {
  const std::string* value = Find(request.headers, name);
  return value == nullptr ? "" : *value;
}

/// YYYYMMDDTHHMMSSZ.
std::optional<EpochMs> ParseSdkDate(const std::string& date) {
  if (date.size() != 16) return std::nullopt;
  const auto part = [&date](std::size_t from, std::size_t count) { return date.substr(from, count); };
  return ParseQueryTime(part(0, 4) + "-" + part(4, 2) + "-" + part(6, 5) + ":" + part(11, 2) + ":" + part(13, 3));
}

struct Authorization {
  std::string access;
  std::string signed_headers;
  std::string signature;
};

/// SDK-HMAC-SHA256 Access=AK, SignedHeaders=a;b, Signature=hex.
std::optional<Authorization> ParseAuthorization(std::string_view header) {
  const auto take = [&header](std::string_view label) -> std::optional<std::string> {
    if (!header.starts_with(label)) return std::nullopt;
    header.remove_prefix(label.size());
    const std::string_view value = header.substr(0, header.find(','));
    header.remove_prefix(value.size());
    return std::string(value);
  };
  const auto access = take("SDK-HMAC-SHA256 Access=");
  const auto signed_headers = take(", SignedHeaders=");
  const auto signature = take(", Signature=");
  if (!access || !signed_headers || !signature || !header.empty()) return std::nullopt;
  return Authorization{.access = *access, .signed_headers = *signed_headers, .signature = *signature};
}

}  // namespace

std::string CanonicalRequest(const Request& request, std::string_view signed_headers) {
  std::string headers;
  for (std::size_t begin = 0; begin < signed_headers.size();) {
    const std::size_t end = std::min(signed_headers.find(';', begin), signed_headers.size());
    const std::string_view name = signed_headers.substr(begin, end - begin);
    headers += fmt::format("{}:{}\n", name, HeaderOf(request, name));
    begin = end + 1;
  }
  return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, CanonicalPath(request.path),
                     CanonicalQuery(request.parameters), headers, signed_headers, HexSha256(request.body));
}

std::string SignatureOf(const Request& request, std::string_view signed_headers, std::string_view secret) {
  const std::string canonical = CanonicalRequest(request, signed_headers);
  const std::string to_sign = fmt::format("{}\n{}\n{}", kScheme, HeaderOf(request, "x-sdk-date"), HexSha256(canonical));
  return HexHmac(secret, to_sign);
}

bool IsSigned(const Request& request) { return HeaderOf(request, "authorization").starts_with(kScheme); }

std::string AccessOf(const Request& request) {
  const std::optional<Authorization> sent = ParseAuthorization(HeaderOf(request, "authorization"));
  return sent ? sent->access : "";
}

std::string CheckSignature(const Request& request, const AccessKey& key, EpochMs now) {
  const std::optional<Authorization> sent = ParseAuthorization(HeaderOf(request, "authorization"));
  if (!sent) return "Authorization format is incorrect";
  if (key.id.empty() || sent->access != key.id) return "AK access failed to reach the limit or does not exist";
  if (HeaderOf(request, "x-security-token") != key.security_token) return "security token does not fit the AK";
  const auto signed_at = ParseSdkDate(HeaderOf(request, "x-sdk-date"));
  if (!signed_at) return "x-sdk-date is missing or invalid";
  if (std::llabs(*signed_at - now) > kToleranceMs) {
    return fmt::format("signature expired, signature time:{}, server time:{}", HeaderOf(request, "x-sdk-date"),
                       FormatUtc(now));
  }
  if (SignatureOf(request, sent->signed_headers, key.secret) == sent->signature) return "";
  std::string canonical = CanonicalRequest(request, sent->signed_headers);
  std::ranges::replace(canonical, '\n', '|');
  return "verify aksk signature fail, canonicalRequest:" + canonical;
}

}  // namespace workspace_exporter::simulator
