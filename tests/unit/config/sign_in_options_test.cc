#include "config/sign_in_options.h"

#include <doctest/doctest.h>

#include "project_fixture.h"

namespace workspace_exporter {
namespace {

using Lines = std::vector<std::string>;
using Environment = std::vector<const char*>;
using Method = SignInOptions::Method;

const SettingTexts kPassword = {{"iam_domain", "acme"}, {"iam_user", "bob"}, {"iam_password_file", "password"}};

TEST_CASE("auto takes a token file first, then a password, and says that it chose") {
  SettingTexts both = kPassword;
  both["token_file"] = "token";
  CHECK(ReadWithSignIn(both).project.sign_in.method == Method::kTokenFile);
  CHECK(ReadWithSignIn(both).project.sign_in.chosen_automatically);
  const ReadProjectResult password = ReadWithSignIn(kPassword);
  CHECK(password.faults == Lines{});
  CHECK(password.project.sign_in == SignInOptions{.method = Method::kPassword,
                                                  .chosen_automatically = true,
                                                  .iam_domain = "acme",
                                                  .iam_user = "bob",
                                                  .iam_password_file = "password"});
}

TEST_CASE("a method that is named holds, whatever else is configured") {
  SettingTexts both = kPassword;
  both["token_file"] = "token";
  both["auth"] = "password";
  CHECK(ReadWithSignIn(both).project.sign_in.method == Method::kPassword);
  CHECK_FALSE(ReadWithSignIn(both).project.sign_in.chosen_automatically);
  SettingTexts token = kPassword;
  token["auth"] = "token_file";
  CHECK(ReadWithSignIn(token).faults == Lines{"token_file: auth=token_file needs a file with a token"});
}

TEST_CASE("name and password may come from the environment, where the settings do not give them") {
  const Environment environment = {"HW_DOMAIN_NAME=env-domain", "HW_USER_NAME=env-user", "HW_USER_PASSWORD=x"};
  const ReadProjectResult all = ReadWithSignIn({}, environment);
  CHECK(all.faults == Lines{});
  CHECK(all.project.sign_in == SignInOptions{.method = Method::kPassword,
                                             .chosen_automatically = true,
                                             .iam_domain = "env-domain",
                                             .iam_user = "env-user",
                                             .iam_password_variable = "HW_USER_PASSWORD"});
  const SignInOptions own = ReadWithSignIn(kPassword, environment).project.sign_in;
  CHECK(own.iam_domain == "acme");
  CHECK(own.iam_password_file == "password");
  CHECK(own.iam_password_variable.empty());
}

TEST_CASE("each of name and password that the environment gives may be OpenStack's, after our own") {
  Environment environment = {"OS_USER_DOMAIN_NAME=os-user-domain", "OS_USERNAME=os-user", "OS_PASSWORD=x"};
  const auto read = [&] {
    const ReadProjectResult result = ReadWithSignIn({}, environment);
    CHECK(result.faults == Lines{});
    CHECK(result.project.sign_in.method == Method::kPassword);
    return result.project.sign_in;
  };
  CHECK(read().iam_domain == "os-user-domain");
  CHECK(read().iam_user == "os-user");
  CHECK(read().iam_password_variable == "OS_PASSWORD");
  environment.push_back("OS_DOMAIN_NAME=os-domain");
  CHECK(read().iam_domain == "os-domain");
  environment.insert(environment.end(), {"HW_DOMAIN_NAME=hw-domain", "HW_USER_PASSWORD=y"});
  CHECK(read().iam_domain == "hw-domain");
  CHECK(read().iam_user == "os-user");
  CHECK(read().iam_password_variable == "HW_USER_PASSWORD");
  CHECK(ReadWithSignIn(kPassword, environment).project.sign_in.iam_password_variable.empty());
}

TEST_CASE("a name of the environment is checked as one of the settings is") {
  const Environment environment = {"HW_DOMAIN_NAME=a\nb", "HW_USER_NAME=\xff", "HW_USER_PASSWORD=x"};
  CHECK(ReadWithSignIn({}, environment).faults ==
        Lines{"iam_domain: HW_DOMAIN_NAME is not text in UTF-8 without control characters",
              "iam_user: HW_USER_NAME is not text in UTF-8 without control characters"});
  CHECK(ReadWithSignIn(kPassword, environment).faults == Lines{});
}

TEST_CASE("each missing part of a password sign-in is a fault") {
  CHECK(ReadWithSignIn({{"auth", "password"}}).faults ==
        Lines{"iam_domain: a password sign-in needs the account's name, here or in HW_DOMAIN_NAME or OS_DOMAIN_NAME or "
              "OS_USER_DOMAIN_NAME",
              "iam_user: a password sign-in needs the IAM user's name, here or in HW_USER_NAME or OS_USERNAME",
              "iam_password_file: a password sign-in needs a file with the password, here or in HW_USER_PASSWORD or "
              "OS_PASSWORD"});
  CHECK(ReadWithSignIn({{"iam_user", "bob"}}).faults.size() == 2);
}

TEST_CASE("no sign-in at all is a fault") {
  CHECK(ReadWithSignIn({}).faults ==
        Lines{"auth: no sign-in is configured; set token_file, or access_key_file and secret_key_file, or iam_domain, "
              "iam_user and iam_password_file, or auth=metadata, pod_identity or oidc"});
}

TEST_CASE("every file that is named is checked, also one that is not needed") {
  SettingTexts settings = {{"auth", "token_file"}, {"token_file", "token"}, {"iam_password_file", "none"}};
  CHECK(ReadWithSignIn(settings).faults ==
        Lines{"iam_password_file: the file cannot be read: No such file or directory"});
  CHECK(ReadWithSignIn({{"token_file", "none"}}).faults ==
        Lines{"token_file: the file cannot be read: No such file or directory"});
  CHECK(ReadWithSignIn({{"token_file", "blank"}}).faults == Lines{"token_file: the file holds nothing but spaces"});
  CHECK(ReadWithSignIn({{"token_file", "two-tokens"}}).faults ==
        Lines{"token_file: the file holds something else than one token on one line: a line end in line 1, column 7"});
  CHECK(ReadWithSignIn({{"token_file", "large"}}).faults == Lines{"token_file: the file is too large"});
  settings["iam_password_file"] = "blank";
  CHECK(ReadWithSignIn(settings).faults == Lines{"iam_password_file: the file holds nothing but spaces"});
}

TEST_CASE("a secret that cannot be one is refused by place, in a file as in the environment") {
  CHECK(ReadWithSignIn({{"token_file", "token-with-mark"}}).faults ==
        Lines{"token_file: the file holds something else than one token on one line: an invisible character in line 1, "
              "column 4"});
  SettingTexts settings = kPassword;
  settings["iam_password_file"] = "password-with-mark";
  CHECK(ReadWithSignIn(settings).faults ==
        Lines{"iam_password_file: the file holds something else than one password on one line: an invisible character "
              "in line 1, column 5"});
  CHECK(ReadWithSignIn({{"iam_domain", "acme"}, {"iam_user", "bob"}}, {"HW_USER_PASSWORD=hid\xC2\xA0"
                                                                       "den"})
            .faults ==
        Lines{"iam_password_file: HW_USER_PASSWORD in the environment holds something else than one password on one "
              "line: a space other than that of ASCII, such as a no-break space in line 1, column 4"});
}

TEST_CASE("a variable may begin with a byte order mark, and end with a line end") {
  const ReadProjectResult read = ReadWithSignIn({}, {"HW_DOMAIN_NAME=\xEF\xBB\xBF"
                                                     "acme",
                                                     "HW_USER_NAME=bob", "HW_USER_PASSWORD=\xEF\xBB\xBFpass word\r\n"});
  CHECK(read.faults == Lines{});
  CHECK(read.project.sign_in.iam_domain == "acme");
}

TEST_CASE("a token in the place of a file's name is not repeated") {
  CHECK(ReadWithSignIn({{"token_file", "MIIYbgYJKoZIhvcNAQcCoIIYXzCC"}}).faults.front().find("MII") ==
        std::string::npos);
}

TEST_CASE("an unknown method is a fault") {
  CHECK(ReadWithSignIn({{"auth", "magic"}}).faults ==
        Lines{"auth: 'magic' is none of auto, token_file, password, aksk, metadata, pod_identity, oidc"});
}

TEST_CASE("auto takes keys after a token and before a password") {
  SettingTexts settings = kPassword;
  settings["access_key_file"] = settings["secret_key_file"] = "key";
  CHECK(ReadWithSignIn(settings).project.sign_in.method == Method::kAccessKey);
  settings["token_file"] = "token";
  CHECK(ReadWithSignIn(settings).project.sign_in.method == Method::kTokenFile);
}

TEST_CASE("auto never asks the metadata service") {
  CHECK(ReadWithSignIn({{"metadata_endpoint", "http://127.0.0.1"}}).faults.size() == 1);
}

}  // namespace
}  // namespace workspace_exporter
