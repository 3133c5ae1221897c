#include "config/temporary_key_options.h"

#include <doctest/doctest.h>

#include "project_fixture.h"

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;

ReadProjectResult ReadWithMetadata(SettingTexts more, bool allow_plain_http = false) {
  more.merge(SettingTexts{{"region", "ap-southeast-1"}, {"auth", "metadata"}});
  return ReadProjectOf({.settings = std::move(more), .allow_plain_http = allow_plain_http});
}

TEST_CASE("metadata needs nothing but a region") {
  const ReadProjectResult result = ReadWithMetadata({});
  CHECK(result.faults == Lines{});
  CHECK(result.project.sign_in ==
        SignInOptions{.method = SignInOptions::Method::kMetadata,
                      .metadata_endpoint = {.tls = false, .host = "169.254.169.254", .port = 80}});
}

TEST_CASE("the metadata service speaks http where that stays on the machine or the link") {
  for (const char* good :
       {"http://169.254.169.254", "http://127.0.0.1:8080", "http://localhost", "https://m.example.com"}) {
    CAPTURE(good);
    CHECK(ReadWithMetadata({{"metadata_endpoint", good}}).faults == Lines{});
  }
  const SettingTexts far = {{"metadata_endpoint", "http://169.254.1.1"}};
  CHECK(ReadWithMetadata(far).faults ==
        Lines{"metadata_endpoint: http is for 169.254.169.254 and loopback addresses; use https, "
              "or allow it with --allow_plain_http"});
  CHECK(ReadWithMetadata(far, true).project.sign_in.metadata_endpoint.host == "169.254.1.1");
  CHECK(ReadWithMetadata({{"metadata_endpoint", "http://127.0.0.1/latest"}}).faults ==
        Lines{"metadata_endpoint: must not hold a path"});
}

TEST_CASE("an agency has a name and an account, and a duration that IAM accepts") {
  const SettingTexts agency = {{"agency_name", "reader"}, {"agency_domain_name", "acme"}};
  CHECK(ReadWithMetadata(agency).project.sign_in.agency == AgencyOptions{.name = "reader", .domain_name = "acme"});
  CHECK(ReadWithMetadata({{"agency_name", "reader"}}).faults ==
        Lines{"agency_domain_name: agency_name needs the name of the account that it belongs to"});
  CHECK(ReadWithMetadata({{"agency_domain_name", "acme"}}).faults ==
        Lines{"agency_name: agency_domain_name needs the name of an agency"});
  for (const auto& each : std::vector<std::pair<std::string, bool>>{
           {"15m", true}, {"24h", true}, {"14m59s", false}, {"24h1s", false}, {"x", false}}) {
    const std::string& duration = each.first;
    CAPTURE(duration);
    SettingTexts settings = agency;
    settings["agency_duration"] = duration;
    CHECK(ReadWithMetadata(settings).faults.empty() == each.second);
  }
}

TEST_CASE("an agency is assumed with keys") {
  SettingTexts settings = {{"agency_name", "reader"},
                           {"agency_domain_name", "acme"},
                           {"project_id", "p"},
                           {"token_file", "token"},
                           {"auth", "token_file"}};
  CHECK(ReadWithMetadata(settings).faults ==
        Lines{"agency_name: an agency is assumed with auth=aksk, metadata or pod_identity"});
  settings["auth"] = "aksk";
  settings["access_key_file"] = settings["secret_key_file"] = "key";
  CHECK(ReadWithMetadata(settings).faults == Lines{});
  settings["region"] = "";
  settings["endpoint"] = "https://a.example.com";
  CHECK(ReadWithMetadata(settings).faults == Lines{"iam_endpoint: an agency needs it where no region is given"});
}

}  // namespace
}  // namespace workspace_exporter
