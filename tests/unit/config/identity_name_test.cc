#include "config/identity_name.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using KeySource = SignInOptions::KeySource;
using Method = SignInOptions::Method;

TEST_CASE("who signs in with something else is somebody else") {
  const std::vector<SignInOptions> all = {
      {.method = Method::kTokenFile, .token_file = "a"},
      {.method = Method::kTokenFile, .token_file = "b"},
      {.method = Method::kPassword, .iam_domain = "a/b", .iam_user = "c"},
      {.method = Method::kPassword, .iam_domain = "a", .iam_user = "b/c"},
      {.method = Method::kAccessKey, .access_key_file = "a"},
      {.method = Method::kAccessKey, .key_source = KeySource::kEnvironment, .access_key_variable = "a"},
      {.method = Method::kAccessKey, .key_source = KeySource::kCredentialsFile, .credentials_file = "a"},
      {.method = Method::kAccessKey, .access_key_file = "a", .agency = AgencyOptions{.name = "r", .domain_name = "d"}},
      {.method = Method::kAccessKey, .access_key_file = "a", .agency = AgencyOptions{.name = "s", .domain_name = "d"}},
      {.method = Method::kMetadata, .metadata_endpoint = {.host = "169.254.169.254"}},
      {.method = Method::kPodIdentity, .pod_identity = {.origin = {.host = "h"}, .target = "/a", .token_file = "t"}},
      {.method = Method::kPodIdentity, .pod_identity = {.origin = {.host = "h"}, .target = "/b", .token_file = "t"}},
      {.method = Method::kPodIdentity, .pod_identity = {.origin = {.host = "h"}, .target = "/a", .token_file = "u"}},
      {.method = Method::kOidc, .idp_id = "i", .id_token_file = "t"},
      {.method = Method::kOidc, .idp_id = "j", .id_token_file = "t"},
      {.method = Method::kOidc, .idp_id = "i", .id_token_file = "u"}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < all.size(); ++j) CHECK((IdentityOf(all[i]) == IdentityOf(all[j])) == (i == j));
  }
}

TEST_CASE("what the method does not use makes no difference") {
  CHECK(IdentityOf({.token_file = "a", .iam_user = "u"}) ==
        IdentityOf({.chosen_automatically = true, .token_file = "a"}));
}

}  // namespace
}  // namespace workspace_exporter
