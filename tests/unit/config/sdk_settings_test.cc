#include "config/sdk_settings.h"

#include <doctest/doctest.h>

#include "config_fixture.h"

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;
using Texts = std::map<std::string, std::string>;
using Sources = std::map<std::string, std::string, std::less<>>;
using Environment = std::vector<const char*>;

const FileTexts kSdkFiles = {
    {"token", "MIItoken\n"},
    {"key", "KEY\n"},
    {"credentials", "[basic]\nak = A\nsk = S\nproject_id = of-file\niam_endpoint = https://file.example.com\n"},
    {"odd", "[basic]\nak = A\nsk = S\nproject_id = hid/den\niam_endpoint = http://hidden.example.com\n"},
    {"no-keys", "[global]\nak = A\n"},
    {"regions", "WorkspaceApp:\n- {id: cn-north-4, endpoint: https://regions.example.com}\n"},
    {"two", "WorkspaceApp:\n- {id: cn-north-4, endpoints: [https://a, https://b]}\n"},
    {"h/.huaweicloud/regions.yaml", "WorkspaceApp:\n- {id: mars-1, endpoint: home.example.com}\n"}};

struct SdkRead {
  ProjectOptions project = {};
  Faults faults = {};
};

SdkRead ReadSdk(Texts texts, const Environment& environment, const FileTexts& files = kSdkFiles) {
  texts.merge(Texts{{"region", "cn-north-4"}});
  Settings settings;
  for (const auto& [name, value] : texts) settings[name] = {.value = value, .named = name};
  SdkRead read;
  SettingReader reader(settings, "", read.faults);
  const FakeFileReader reads(files);
  read.project = ReadProject(reader, {.files = reads, .environment = environment});
  return read;
}

const Texts kByToken = {{"token_file", "token"}};
const Texts kByKeyFiles = {{"access_key_file", "key"}, {"secret_key_file", "key"}};

Texts Merged(Texts some, Texts more) {
  more.merge(some);
  return more;
}

TEST_CASE("a project's id and IAM's endpoint may come from the SDKs' variables, whatever signs in") {
  const Environment environment = {"HUAWEICLOUD_SDK_PROJECT_ID=of-sdk",
                                   "HUAWEICLOUD_SDK_IAM_ENDPOINT=https://iam.example.com"};
  for (const Texts& sign_in : {kByToken, kByKeyFiles, Texts{{"auth", "metadata"}}}) {
    const SdkRead read = ReadSdk(sign_in, environment);
    CHECK(read.faults == Lines{});
    CHECK(read.project.project_id == "of-sdk");
    CHECK(read.project.name == "of-sdk");
    CHECK(read.project.iam_endpoint->host == "iam.example.com");
    CHECK(read.project.sdk_settings ==
          Sources{{"project_id", "HUAWEICLOUD_SDK_PROJECT_ID"}, {"iam_endpoint", "HUAWEICLOUD_SDK_IAM_ENDPOINT"}});
    CHECK(read.project.unused_sdk_settings == Lines{});
  }
}

TEST_CASE("what a setting gives goes before all of the SDKs'") {
  const Environment environment = {"HUAWEICLOUD_SDK_PROJECT_ID=of-sdk",
                                   "HUAWEICLOUD_SDK_IAM_ENDPOINT=http://iam.example.com",
                                   "HUAWEICLOUD_SDK_REGION_WORKSPACEAPP_CN_NORTH_4=http://w.example.com",
                                   "HUAWEICLOUD_SDK_REGIONS_FILE=none", "OS_PROJECT_ID=of-os"};
  const SdkRead read = ReadSdk({{"credentials_file", "odd"},
                                {"project_id", "own"},
                                {"iam_endpoint", "https://own-iam.example.com"},
                                {"endpoint", "https://own.example.com"}},
                               environment);
  CHECK(read.faults == Lines{});
  CHECK(read.project.project_id == "own");
  CHECK(read.project.iam_endpoint->host == "own-iam.example.com");
  CHECK(read.project.endpoint.host == "own.example.com");
  CHECK(read.project.sdk_settings == Sources{});
  CHECK(read.project.unused_sdk_settings == Lines{});
}

TEST_CASE("what stands beside the keys in use goes before the environment, and what differs is told") {
  const SdkRead alone = ReadSdk({{"credentials_file", "credentials"}}, {});
  CHECK(alone.faults == Lines{});
  CHECK(alone.project.project_id == "of-file");
  CHECK(alone.project.iam_endpoint->host == "file.example.com");
  CHECK(alone.project.sdk_settings == Sources{{"project_id", "credentials"}, {"iam_endpoint", "credentials"}});
  const SdkRead both = ReadSdk({}, {"HUAWEICLOUD_SDK_CREDENTIALS_FILE=credentials", "HUAWEICLOUD_SDK_PROJECT_ID=of-sdk",
                                    "HUAWEICLOUD_SDK_IAM_ENDPOINT=file.example.com"});
  CHECK(both.project.project_id == "of-file");
  CHECK(both.project.unused_sdk_settings == Lines{"HUAWEICLOUD_SDK_PROJECT_ID: project_id is that of credentials"});
}

TEST_CASE("of a credentials file whose keys are not in use nothing holds, and that is told") {
  const Lines told = {"project_id of credentials, whose keys are not used",
                      "iam_endpoint of credentials, whose keys are not used"};
  const Environment keys = {"HUAWEICLOUD_SDK_AK=a", "HUAWEICLOUD_SDK_SK=s",
                            "HUAWEICLOUD_SDK_CREDENTIALS_FILE=credentials"};
  for (const SdkRead& read :
       {ReadSdk({}, keys), ReadSdk(Merged(kByKeyFiles, {{"credentials_file", "credentials"}}), {})}) {
    CHECK(read.faults == Lines{});
    CHECK(read.project.project_id.empty());
    CHECK(read.project.iam_endpoint->host == "iam.cn-north-4.myhuaweicloud.com");
    CHECK(read.project.unused_sdk_settings == told);
  }
}

TEST_CASE("a credentials file that is named has to hold keys where nothing goes before it; a default one is told of") {
  const Texts password = {{"project_id", "p"}, {"iam_domain", "d"}, {"iam_user", "u"}, {"iam_password_file", "key"}};
  FileTexts files = kSdkFiles;
  CHECK(ReadSdk(password, {"HUAWEICLOUD_SDK_CREDENTIALS_FILE=no-keys"})
            .faults.front()
            .find("HUAWEICLOUD_SDK_CREDENTIALS_FILE: the file holds no section [basic] with ak and sk") !=
        std::string::npos);
  files["h/.huaweicloud/credentials"] = files.at("no-keys");
  const SdkRead other = ReadSdk(password, {"HOME=h"}, files);
  CHECK(other.faults == Lines{});
  CHECK(other.project.sign_in.method == SignInOptions::Method::kPassword);
  CHECK(other.project.unused_sdk_settings ==
        Lines{"h/.huaweicloud/credentials: the file holds no section [basic] with ak and sk"});
  CHECK(ReadSdk({}, {"HOME=h"}, files)
            .faults.front()
            .ends_with("; ~/.huaweicloud/credentials: the file holds no section [basic] with ak and sk"));
}

TEST_CASE("the Terraform provider's ids are for tokens, and for keys of the same variables") {
  const Environment ids = {"OS_PROJECT_ID=of-os", "HW_PROJECT_ID=of-hw"};
  CHECK(ReadSdk(kByToken, ids).project.project_id == "of-hw");
  CHECK(ReadSdk(kByToken, {"OS_PROJECT_ID=of-os"}).project.project_id == "of-os");
  CHECK(ReadSdk({}, {"OS_USERNAME=u", "OS_PASSWORD=p", "OS_DOMAIN_NAME=d", "OS_PROJECT_ID=of-os"}).project.project_id ==
        "of-os");
  CHECK(ReadSdk(kByKeyFiles, ids).project.project_id.empty());
  CHECK(ReadSdk({}, {"OS_ACCESS_KEY=a", "OS_SECRET_KEY=s", "OS_PROJECT_ID=of-os", "HW_PROJECT_ID=of-hw"})
            .project.project_id == "of-os");
  const SdkRead three = ReadSdk(kByToken, {"OS_PROJECT_ID=of-os", "HUAWEICLOUD_SDK_PROJECT_ID=of-sdk"});
  CHECK(three.project.project_id == "of-sdk");
  CHECK(three.project.unused_sdk_settings == Lines{"OS_PROJECT_ID: project_id is that of HUAWEICLOUD_SDK_PROJECT_ID"});
}

TEST_CASE("a region's endpoint comes from its variable, then from regions.yaml, then from our table") {
  Environment environment = {"HOME=h"};
  const auto host = [&](const char* region) {
    const SdkRead read = ReadSdk(Merged(kByToken, {{"region", region}, {"project_id", "p"}}), environment);
    CHECK(read.faults == Lines{});
    return read.project.endpoint.host;
  };
  CHECK(host("cn-north-4") == "appstream.cn-north-4.myhuaweicloud.com");
  CHECK(host("mars-1") == "home.example.com");
  environment.push_back("HUAWEICLOUD_SDK_REGIONS_FILE=regions");
  CHECK(host("cn-north-4") == "regions.example.com");
  environment.push_back("HUAWEICLOUD_SDK_REGION_WORKSPACEAPP_CN_NORTH_4=w.example.com");
  environment.push_back("HUAWEICLOUD_SDK_REGION_WORKSPACEAPP_MARS_2=https://m.example.com:8443/prefix");
  CHECK(host("cn-north-4") == "w.example.com");
  CHECK(host("mars-2") == "m.example.com");
  CHECK(host("cn-south-1") == "appstream.cn-south-1.myhuaweicloud.com");
}

TEST_CASE("the regions file is looked for only where a region needs an endpoint") {
  const Texts base = Merged(kByToken, {{"project_id", "p"}});
  CHECK(ReadSdk(base, {"HOME=h"}).project.sdk_regions_file == "h/.huaweicloud/regions.yaml");
  CHECK(ReadSdk(base, {"HUAWEICLOUD_SDK_REGIONS_FILE=regions"}).project.sdk_regions_file == "regions");
  CHECK(ReadSdk(Merged(base, {{"endpoint", "https://a"}}), {"HOME=h"}).project.sdk_regions_file.empty());
}

TEST_CASE("what cannot be had is refused by the name of its variable or file") {
  const Texts base = Merged(kByToken, {{"project_id", "p"}});
  const auto faults = [&](const Environment& environment) { return ReadSdk(base, environment).faults; };
  const std::string http = "http is for loopback addresses; use https, or allow it with --allow_plain_http";
  CHECK(faults({"HUAWEICLOUD_SDK_IAM_ENDPOINT=http://hidden"}) ==
        Lines{"iam_endpoint: " + http + " (from HUAWEICLOUD_SDK_IAM_ENDPOINT)"});
  CHECK(faults({"HUAWEICLOUD_SDK_REGION_WORKSPACEAPP_CN_NORTH_4=http://hidden"}) ==
        Lines{"endpoint: " + http + " (from HUAWEICLOUD_SDK_REGION_WORKSPACEAPP_CN_NORTH_4)"});
  CHECK(faults({"HUAWEICLOUD_SDK_REGION_WORKSPACEAPP_CN_NORTH_4=https://a,https://b"}) ==
        Lines{"endpoint: several endpoints, of which the exporter asks one: give that as endpoint (from "
              "HUAWEICLOUD_SDK_REGION_WORKSPACEAPP_CN_NORTH_4)"});
  CHECK(faults({"HUAWEICLOUD_SDK_REGIONS_FILE=two"}) ==
        Lines{"endpoint: several endpoints, of which the exporter asks one: give that as endpoint (from two)"});
  CHECK(faults({"HUAWEICLOUD_SDK_REGIONS_FILE=none"}) ==
        Lines{"endpoint: HUAWEICLOUD_SDK_REGIONS_FILE: the file cannot be read: No such file or directory"});
  CHECK(faults({"HUAWEICLOUD_SDK_REGIONS_FILE=key"}) ==
        Lines{"endpoint: key:1:1: must be a map of services, not a single value"});
  CHECK(ReadSdk({{"credentials_file", "odd"}}, {}).faults ==
        Lines{"iam_endpoint: " + http + " (from odd)",
              "project_id: not an id of at most 64 letters, digits, - and _ (from odd)"});
}

TEST_CASE("an id that the environment or a file of keys gives is never that of two projects") {
  const std::string two =
      "defaults: {region: cn-north-4}\nprojects:\n- {name: a, token_file: token}\n- {name: b, token_file: token";
  const char* const variable = "HUAWEICLOUD_SDK_PROJECT_ID=of-sdk";
  CHECK(FaultsOf(ReadConfigOf(two + "}\n", {}, {variable})) ==
        Lines{"config.yaml:4:3: projects[1].project_id: HUAWEICLOUD_SDK_PROJECT_ID would give 'b' the id of 'a' as "
              "well; give each a project_id of its own"});
  CHECK(FaultsOf(ReadConfigOf(two + ", project_id: of-sdk}\n", {}, {variable})) ==
        Lines{"config.yaml:3:3: projects[0].project_id: HUAWEICLOUD_SDK_PROJECT_ID would give 'a' the id of 'b' as "
              "well; give each a project_id of its own"});
  const auto read = ReadConfigOf(two + ", project_id: own}\n", {}, {variable});
  REQUIRE(FaultsOf(read) == Lines{});
  CHECK(std::get<Options>(read).projects.at(0).project_id == "of-sdk");
  CHECK(std::get<Options>(read).projects.at(1).project_id == "own");
  // One that somebody gives to all is meant, and is not the variable's.
  CHECK(FaultsOf(ReadConfigOf(two + "}\n", {"--project_id=own"}, {variable})) == Lines{});
  const std::string by_file = "defaults: {region: cn-north-4, credentials_file: credentials}\nprojects:\n- name: a\n";
  CHECK(FaultsOf(ReadConfigOf(by_file, {}, {}, kSdkFiles)) == Lines{});
  CHECK(FaultsOf(ReadConfigOf(by_file + "- name: b\n", {}, {}, kSdkFiles)) ==
        Lines{"config.yaml:4:3: projects[1].project_id: credentials would give 'b' the id of 'a' as well; give each a "
              "project_id of its own"});
}

}  // namespace
}  // namespace workspace_exporter
