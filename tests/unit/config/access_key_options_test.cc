#include "config/access_key_options.h"

#include <doctest/doctest.h>

#include "project_fixture.h"

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;
using Environment = std::vector<const char*>;
using KeySource = SignInOptions::KeySource;
using Method = SignInOptions::Method;

const SettingTexts kKeyFiles = {{"access_key_file", "key"}, {"secret_key_file", "key"}};

TEST_CASE("keys come from files first") {
  const Environment environment = {"HUAWEICLOUD_SDK_AK=a", "HUAWEICLOUD_SDK_SK=s", "HOME=home"};
  const ReadProjectResult result = ReadWithSignIn(kKeyFiles, environment);
  CHECK(result.faults == Lines{});
  CHECK(result.project.sign_in == SignInOptions{.method = Method::kAccessKey,
                                                .chosen_automatically = true,
                                                .access_key_file = "key",
                                                .secret_key_file = "key"});
}

TEST_CASE("a security token goes with the files of the keys, which go together") {
  SettingTexts settings = kKeyFiles;
  settings["security_token_file"] = "token";
  CHECK(ReadWithSignIn(settings).project.sign_in.security_token_file == "token");
  CHECK(ReadWithSignIn({{"security_token_file", "token"}}).faults ==
        Lines{"access_key_file: access_key_file and secret_key_file go together: name both",
              "secret_key_file: access_key_file and secret_key_file go together: name both"});
  CHECK(ReadWithSignIn({{"secret_key_file", "key"}}).faults ==
        Lines{"access_key_file: access_key_file and secret_key_file go together: name both"});
}

TEST_CASE("without files the environment gives the keys, the SDKs' names first") {
  Environment environment = {"OS_ACCESS_KEY=a", "OS_SECRET_KEY=s", "HOME=home"};
  const auto read = [&] {
    ReadProjectResult result = ReadWithSignIn({}, environment);
    CHECK(result.faults == Lines{});
    CHECK(result.project.sign_in.key_source == KeySource::kEnvironment);
    return result.project.sign_in;
  };
  CHECK(read().access_key_variable == "OS_ACCESS_KEY");
  CHECK(read().security_token_variable.empty());
  environment.insert(environment.end(), {"HW_ACCESS_KEY=a", "HW_SECRET_KEY=s", "HW_SECURITY_TOKEN=t"});
  CHECK(read().secret_key_variable == "HW_SECRET_KEY");
  CHECK(read().security_token_variable == "HW_SECURITY_TOKEN");
  environment.push_back("HUAWEICLOUD_SDK_AK=a");
  CHECK(read().secret_key_variable == "HW_SECRET_KEY");  // half a pair is none
  environment.push_back("HUAWEICLOUD_SDK_SK=s");
  CHECK(read() == SignInOptions{.method = Method::kAccessKey,
                                .chosen_automatically = true,
                                .key_source = KeySource::kEnvironment,
                                .access_key_variable = "HUAWEICLOUD_SDK_AK",
                                .secret_key_variable = "HUAWEICLOUD_SDK_SK"});
}

TEST_CASE("what is no key in the environment is a fault that does not repeat it") {
  CHECK(
      ReadWithSignIn({}, {"HW_ACCESS_KEY=a", "HW_SECRET_KEY=se cret"}).faults ==
      Lines{"auth: HW_SECRET_KEY in the environment holds something else than one key on one line: a space in line 1, "
            "column 3"});
}

TEST_CASE("the SDKs' file comes last, and only where it holds keys") {
  const SignInOptions own = ReadWithSignIn({}, {"HOME=home"}).project.sign_in;
  CHECK(own == SignInOptions{.method = Method::kAccessKey,
                             .chosen_automatically = true,
                             .key_source = KeySource::kCredentialsFile,
                             .credentials_file = "home/.huaweicloud/credentials"});
  const Environment another = {"HOME=home", "HUAWEICLOUD_SDK_CREDENTIALS_FILE=credentials"};
  CHECK(ReadWithSignIn({}, another).project.sign_in.credentials_file == "credentials");
  CHECK(ReadWithSignIn({{"credentials_file", "~/.huaweicloud/credentials"}}, {"HOME=home"}).faults == Lines{});
  for (const char* missing : {"HUAWEICLOUD_SDK_CREDENTIALS_FILE=none", "HUAWEICLOUD_SDK_CREDENTIALS_FILE=token"}) {
    CAPTURE(missing);
    CHECK(ReadWithSignIn({}, {"HOME=home", missing}).faults.front().starts_with("auth: aksk finds no keys: "));
  }
}

TEST_CASE("a file of keys that is named has to be good") {
  CHECK(ReadWithSignIn({{"credentials_file", "credentials"}}).project.sign_in.key_source ==
        KeySource::kCredentialsFile);
  CHECK(ReadWithSignIn({{"credentials_file", "token"}}).faults ==
        Lines{"credentials_file: the file holds no section [basic] with ak and sk: line 1: neither a section nor a key "
              "and its "
              "value"});
  CHECK(ReadWithSignIn({{"auth", "token_file"}, {"token_file", "token"}, {"credentials_file", "none"}}).faults ==
        Lines{"credentials_file: the file cannot be read: No such file or directory"});
  CHECK(ReadWithSignIn({{"access_key_file", "two-tokens"}, {"secret_key_file", "blank"}}).faults ==
        Lines{"access_key_file: the file holds something else than one key on one line: a line end in line 1, column 7",
              "secret_key_file: the file holds nothing but spaces"});
}

TEST_CASE("aksk without any key says where they may come from") {
  const Faults faults = ReadWithSignIn({{"auth", "aksk"}}).faults;
  CHECK(faults ==
        Lines{"auth: aksk finds no keys: give access_key_file and secret_key_file, or HUAWEICLOUD_SDK_AK and "
              "HUAWEICLOUD_SDK_SK in the environment; ~/.huaweicloud/credentials: ~ stands for HOME, which is not "
              "set; write the whole path"});
  CHECK(ReadWithSignIn({{"auth", "aksk"}}, {"HUAWEICLOUD_SDK_CREDENTIALS_FILE=none"})
            .faults.front()
            .ends_with("; HUAWEICLOUD_SDK_CREDENTIALS_FILE: the file cannot be read: No such file or directory"));
}

TEST_CASE("with keys a project may be looked up by its region") {
  SettingTexts settings = kKeyFiles;
  settings["project_id"] = "";
  const ReadProjectResult by_region = ReadWithSignIn(settings);
  CHECK(by_region.faults == Lines{});
  CHECK(by_region.project.project_id.empty());
  CHECK(by_region.project.name == "ap-southeast-1");
  settings["endpoint"] = "https://a.example.com";
  settings["region"] = "";
  CHECK(ReadWithSignIn(settings).faults ==
        Lines{"iam_endpoint: a look-up of the project needs it where no region is given",
              "project_id: required: the id of the project, or a region to look it up by"});
  settings["region"] = "mars-north-1";
  settings["iam_endpoint"] = "https://i.example.com";
  CHECK(ReadWithSignIn(settings).faults == Lines{});
}

}  // namespace
}  // namespace workspace_exporter
