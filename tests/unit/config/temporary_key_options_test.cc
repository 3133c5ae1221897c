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

constexpr const char* kUrn = "iam::0a9b8c7d6e5f40312233445566778899:agency:reader";

TEST_CASE("an agency that has a URN is assumed by STS") {
  const ProjectOptions project =
      ReadWithMetadata({{"agency_urn", kUrn}, {"agency_external_id", "a-1@b/c:d,e.f=g+h_i"}}).project;
  CHECK(project.sign_in.agency == AgencyOptions{.urn = kUrn, .external_id = "a-1@b/c:d,e.f=g+h_i"});
  CHECK(project.sts_endpoint->host == "sts.ap-southeast-1.myhuaweicloud.com");
  CHECK(project.iam_endpoint->host == "iam.ap-southeast-1.myhuaweicloud.com");
  const ProjectOptions own =
      ReadWithMetadata({{"agency_urn", kUrn}, {"iam_endpoint", "https://i.example.com"}}).project;
  CHECK(own.sts_endpoint->host == "i.example.com");
  CHECK_FALSE(ReadWithMetadata({}).project.sts_endpoint);
  CHECK(ReadWithMetadata(
            {{"agency_urn", kUrn}, {"project_id", "p"}, {"region", ""}, {"endpoint", "https://a.example.com"}})
            .faults == Lines{"iam_endpoint: an agency needs it where no region is given"});
}

TEST_CASE("an agency is named in one way") {
  const std::string both =
      "agency_urn: names an agency, as agency_name and agency_domain_name do; give the one or the others";
  CHECK(ReadWithMetadata({{"agency_urn", kUrn}, {"agency_name", "reader"}, {"agency_domain_name", "acme"}}).faults ==
        Lines{both});
  CHECK(ReadWithMetadata({{"agency_urn", kUrn}, {"agency_name", "reader"}}).faults == Lines{both});
  CHECK(ReadWithMetadata({{"agency_external_id", "id"}}).faults ==
        Lines{"agency_external_id: it is for an agency that agency_urn names"});
}

TEST_CASE("a URN and an external id are what STS accepts") {
  for (const char* bad : {"reader", "iam::acme:agency", "iam::acme:agency:", ":::agency:reader",
                          "iam::a b:agency:reader", "iam::acme::reader", "iam::acme:agency:rea\nder"}) {
    CAPTURE(bad);
    CHECK(ReadWithMetadata({{"agency_urn", bad}}).faults ==
          Lines{"agency_urn: not a URN such as iam::ACCOUNT_ID:agency:NAME"});
  }
  CHECK(ReadWithMetadata({{"agency_urn", std::string(kUrn) + std::string(1500, 'x')}}).faults.size() == 1);
  for (const std::string& bad : {std::string("x"), std::string("a b"), std::string(1225, 'x')}) {
    CHECK(ReadWithMetadata({{"agency_urn", kUrn}, {"agency_external_id", bad}}).faults ==
          Lines{"agency_external_id: not 2 to 1224 letters, digits and _+=,.@:/-"});
  }
}

TEST_CASE("STS gives keys for 12 hours at most, and for one to whoever has a temporary key himself") {
  const auto faults = [](const char* duration, SettingTexts more) {
    more.merge(SettingTexts{{"agency_urn", kUrn}, {"agency_duration", duration}});
    return ReadWithMetadata(more).faults;
  };
  const SettingTexts permanent = {{"auth", "aksk"}, {"access_key_file", "key"}, {"secret_key_file", "key"}};
  SettingTexts temporary = permanent;
  temporary["security_token_file"] = "token";
  const Lines too_long = {"agency_duration: with agency_urn, 12h is the longest that STS accepts"};
  const Lines chained = {
      "agency_duration: an agency that is assumed by temporary keys with agency_urn is given 1h at most"};
  CHECK(faults("12h", permanent) == Lines{});
  CHECK(faults("12h1s", permanent) == too_long);
  CHECK(faults("1h", temporary) == Lines{});
  CHECK(faults("1h1s", temporary) == chained);
  CHECK(faults("1h", {}) == Lines{});
  CHECK(faults("1h1s", {}) == chained);
  CHECK(faults("13h", {}) == too_long);
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
