#include "web/basic_credentials.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <openssl/evp.h>

#include "base/ascii_text.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kScheme = "Basic ";

std::optional<Secret> DecodeBase64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (size != static_cast<int>(bytes.size())) return std::nullopt;
  // It counts the padding as bytes.
  bytes.resize(bytes.size() - (text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0));
  return Secret(std::move(bytes));
}

}  // namespace

std::optional<BasicCredentials> ReadBasicCredentials(const HttpHeaders& headers) {
  const std::string* found = nullptr;
  for (const auto& [name, value] : headers) {
    if (!EqualsWithoutCase(name, "Authorization")) continue;
    if (found != nullptr) return std::nullopt;
    found = &value;
  }
  if (found == nullptr || !StartsWithoutCase(*found, kScheme)) return std::nullopt;
  std::string_view encoded = std::string_view(*found).substr(kScheme.size());
  encoded.remove_prefix(std::min(encoded.find_first_not_of(' '), encoded.size()));
  const std::optional<Secret> decoded = DecodeBase64(encoded);
  if (!decoded) return std::nullopt;
  const std::string_view both = decoded->Reveal();
  const std::size_t colon = both.find(':');
  if (colon == both.npos) return std::nullopt;
  return BasicCredentials{.user = std::string(both.substr(0, colon)),
                          .password = Secret(std::string(both.substr(colon + 1)))};
}

}  // namespace workspace_exporter
