#include "auth/canonical_request.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <openssl/evp.h>

#include "base/ascii_text.h"
#include "base/percent_encoding.h"

namespace workspace_exporter {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Takes the text up to the next separator, which is dropped, off the front.
std::string_view TakeUntil(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.size(), rest.find(separator));
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(std::min(rest.size(), end + 1));
  return taken;
}

/// Each part encoded, and always a slash at the end; the target that is sent does not get one.
std::string CanonicalPath(std::string_view path) {
  std::string canonical;
  if (path.starts_with('/')) path.remove_prefix(1);
  while (!path.empty()) canonical += '/' + PercentEncode(PercentDecode(TakeUntil(path, '/')));
  return canonical + '/';
}

Pairs CanonicalHeaders(const HttpHeaders& headers) {
  Pairs canonical;
  for (const auto& [name, value] : headers) canonical.emplace_back(LowerCase(name), Trimmed(value, kBlanks));
  std::ranges::sort(canonical);
  return canonical;
}

std::string JoinNames(const Pairs& headers) {
  std::string names;
  for (const auto& [name, value] : headers) names += (names.empty() ? "" : ";") + name;
  return names;
}

/// What the lines of the headers, their names and a hash take.
std::size_t SizeOf(const Pairs& headers) {
  constexpr std::size_t kHash = 64;
  std::size_t size = kHash + 2;
  for (const auto& [name, value] : headers) size += 2 * name.size() + value.size() + 3;
  return size;
}

}  // namespace

std::string CanonicalQuery(std::string_view query) {
  Pairs parameters;
  while (!query.empty()) {
    std::string_view value = TakeUntil(query, '&');
    if (value.empty()) continue;
    const std::string_view key = TakeUntil(value, '=');
    parameters.emplace_back(PercentDecode(key), PercentDecode(value));
  }
  std::ranges::sort(parameters);  // before they are encoded, as the SDK does
  std::string canonical;
  for (const auto& [key, value] : parameters) {
    canonical += (canonical.empty() ? "" : "&") + PercentEncode(key) + '=' + PercentEncode(value);
  }
  return canonical;
}

std::string SignedHeaderNames(const HttpHeaders& signed_headers) { return JoinNames(CanonicalHeaders(signed_headers)); }

std::string CanonicalRequest(const HttpRequest& request, const HttpHeaders& signed_headers) {
  std::string_view query = request.target;
  const std::string_view path = TakeUntil(query, '?');
  Pairs headers = CanonicalHeaders(signed_headers);
  std::string canonical = request.method + '\n' + CanonicalPath(path) + '\n' + CanonicalQuery(query) + '\n';
  canonical.reserve(canonical.size() + SizeOf(headers));  // so that it leaves no copies of a token when it grows
  for (const auto& [name, value] : headers) {
    canonical += name;
    canonical += ':';
    canonical += value;
    canonical += '\n';
  }
  canonical += '\n';
  canonical += JoinNames(headers) + '\n' + Sha256Hex(request.body);
  Wipe(headers);
  return canonical;
}

std::string Sha256Hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return Hex({reinterpret_cast<const char*>(digest.data()), size});
}

std::string Hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte / 16];
    hex += kDigits[byte % 16];
  }
  return hex;
}

}  // namespace workspace_exporter
