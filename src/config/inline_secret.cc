#include "config/inline_secret.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/ascii_text.h"

namespace workspace_exporter {
namespace {

struct SecretKey {
  std::string_view key;
  std::string_view setting;
  std::string_view variable = {};  ///< empty: the environment is not looked at
};

constexpr std::string_view kPassword = "HW_USER_PASSWORD";
constexpr std::string_view kAccessKey = "HUAWEICLOUD_SDK_AK";
constexpr std::string_view kSecretKey = "HUAWEICLOUD_SDK_SK";
constexpr std::string_view kSecurityToken = "HUAWEICLOUD_SDK_SECURITY_TOKEN";

constexpr auto kSecretKeys = std::to_array<SecretKey>({{"password", "iam_password_file", kPassword},
                                                       {"iam_password", "iam_password_file", kPassword},
                                                       {"user_password", "iam_password_file", kPassword},
                                                       {"access_key", "access_key_file", kAccessKey},
                                                       {"ak", "access_key_file", kAccessKey},
                                                       {"secret_key", "secret_key_file", kSecretKey},
                                                       {"secret", "secret_key_file", kSecretKey},
                                                       {"sk", "secret_key_file", kSecretKey},
                                                       {"security_token", "security_token_file", kSecurityToken},
                                                       {"token", "token_file"},
                                                       {"auth_token", "token_file"},
                                                       {"x_auth_token", "token_file"}});

}  // namespace

std::string InlineSecretProblem(std::string_view key) {
  std::string plain = LowerCase(key);
  std::ranges::replace(plain, '-', '_');
  const auto* const found = std::ranges::find(kSecretKeys, plain, &SecretKey::key);
  if (found == kSecretKeys.end()) return {};
  const std::string variable =
      found->variable.empty() ? "" : fmt::format(", or set {} in the environment", found->variable);
  return fmt::format("a secret never stands in this file; name a file that holds it with {}{}", found->setting,
                     variable);
}

}  // namespace workspace_exporter
