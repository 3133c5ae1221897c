#include "base/sdk_credentials.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

std::string ReadKeys(std::string_view text) {
  const Result<SdkCredentials> keys = ReadSdkCredentials(text);
  if (!keys) return keys.error().message;
  return std::string(keys->access_key.Reveal()) + "/" + std::string(keys->secret_key.Reveal()) + "/" +
         std::string(keys->security_token.Reveal());
}

TEST_CASE("a file with keys in its section [basic] is good") {
  for (const char* good :
       {"[basic]\nak = A\nsk = S\n", "[ basic ]\r\nsk=S\r\nak=A",
        "[basic] # mine\nak = A ; key\nsk = S\nsecurity_token =\n", "[global]\nak=\n[basic]\nak=A\nsk=\"S\"",
        "# \xC2\xA0note\n\n[basic]\nak=A\nsk=S\n[global]\n"}) {
    CAPTURE(good);
    CHECK(ReadKeys(good) == "A/S/");
  }
  CHECK(ReadKeys("[basic]\nak=A\nsk=a=b#1\nsecurity_token=T==") == "A/a=b#1/T==");
}

TEST_CASE("project and IAM are handed on as they stand beside the keys") {
  const Result<SdkCredentials> file = ReadSdkCredentials(
      "[basic]\nak=A\nsk=S\nproject_id = p 1 # mine\niam_endpoint=\"http://a\"\n[global]\nproject_id=q\n");
  REQUIRE(file);
  CHECK(file->project_id == "p 1");
  CHECK(file->iam_endpoint == "http://a");
  CHECK(ReadSdkCredentials("[basic]\nak=A\nsk=S\n")->project_id.empty());
}

TEST_CASE("a file without keys there says what is missing") {
  for (const char* bad : {"", "[global]\nak=A\nsk=S\n", "[basic]\nak=A\n", "[basic]\nak=A\nsk=\n",
                          "[basic]\nak=A\n[global]\nsk=S\n", "[basic]\n#ak=A\nsk=S"}) {
    CAPTURE(bad);
    CHECK(ReadKeys(bad) == "holds no section [basic] with ak and sk");
  }
  CHECK(ReadKeys("[basic]\nak A") ==
        "holds no section [basic] with ak and sk: line 2: neither a section nor a key and its value");
}

TEST_CASE("what cannot be a key is refused by its place, and not shown") {
  CHECK(ReadKeys("[basic]\nak=A\nsk=hid den\n") ==
        "has in section [basic] a sk that holds something else than one key on one line: a space in line 1, "
        "column 4");
  CHECK(ReadKeys("[basic]\nak=hidd\xC3\xA9n\nsk=S\n").ends_with("a character that is not ASCII in line 1, column 5"));
  CHECK(ReadKeys("[basic]\nak=A\nsk=S\nsecurity_token=hid den\n")
            .starts_with("has in section [basic] a security_token that holds"));
  CHECK(ReadKeys("[basic]\nak=A\nsk = hid\xE2\x80\x8B"
                 "den\n") == "holds no section [basic] with ak and sk: line 3, column 9: an invisible character");
  CHECK(ReadKeys("[basic]\nak\xC2\xA0=A\nsk=S")
            .ends_with("line 2, column 3: a space other than that of ASCII, such as a "
                       "no-break space"));
}

}  // namespace
}  // namespace workspace_exporter
