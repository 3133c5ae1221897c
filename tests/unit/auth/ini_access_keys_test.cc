#include "auth/ini_access_keys.h"

#include <doctest/doctest.h>

#include "auth/fixed_access_keys.h"
#include "base/ini_file.h"
#include "fake_access_keys.h"
#include "support/fake_clock.h"
#include "support/fake_file_reader.h"

namespace workspace_exporter {
namespace {

constexpr const char* kCredentials =
    "# comment\r\n"
    "[basic]\r\n"
    "ak = id1\r\n"
    "sk=secret1  ; the secret\n"
    "\n"
    "; another\n"
    "  security_token =\t\"token=#1;\"\n"
    "[ global ]\n"
    "ak=other";

TEST_CASE("sections, keys and values are read, with comments, blanks, spaces and quotes") {
  const Result<IniFile> file = ParseIni(kCredentials);
  REQUIRE(file);
  CHECK(file->size() == 2);
  const IniSection& basic = file->at("basic");
  CHECK(basic.at("ak").Reveal() == "id1");
  CHECK(basic.at("sk").Reveal() == "secret1");
  CHECK(basic.at("security_token").Reveal() == "token=#1;");
  CHECK(file->at("global").at("ak").Reveal() == "other");
  CHECK(ParseIni("[a]\nk=\n")->at("a").at("k").empty());
  CHECK(ParseIni("")->empty());
}

TEST_CASE("a line that is none of these is an error with its number and without its text") {
  const auto message = [](std::string_view text) { return ParseIni(text).error().message; };
  CHECK(message("[a]\n\nhidden") == "line 3: neither a section nor a key and its value");
  CHECK(message("[a\nk=v") == "line 1: neither a section nor a key and its value");
  CHECK(message("k=hidden") == "line 1: a key before the first section");
  CHECK(message("[a]\n=hidden") == "line 2: a value without a key");
  CHECK(message("[a]\nk=1\nk=hidden") == "line 3: a key that its section has already");
  CHECK(message("[a]\nk=1\n[a]\nk=hidden") == "line 4: a key that its section has already");
  CHECK(message("[a]\nk=hid\x01"
                "den") == "line 2, column 6: a control character");
  CHECK(message("[hid\x01"
                "den]") == "line 1, column 5: a control character");
  CHECK(message("[a]\nk=hid\tden") == "line 2: a tab within a name or a value");
}

TEST_CASE("a credentials file gives the key of its section basic, and is read again when it changes") {
  FakeFileReader files;
  FakeClock clock;
  files.Write("c", kCredentials);
  const auto keys = WatchCredentialsFile(files, "c", clock);
  CHECK(Shown(keys->Get({})) == "id1/secret1/token=#1;");
  files.Write("c", "[basic]\nak=id2");
  CHECK(Shown(keys->Get({})) == "id1/secret1/token=#1;");
  files.Write("c", "[basic]\nak=id2\nsk=secret2\n");
  const Result<AccessKeyPtr> second = keys->Get({});
  CHECK(Shown(second) == "id2/secret2/");
  CHECK(keys->Renew(*second, {}).error().message ==
        "c holds an access key that was refused; it waits for a new one, or a minute");
}

TEST_CASE("a credentials file without a key is an error that never shows what it holds") {
  FakeFileReader files;
  FakeClock clock;
  const auto keys = WatchCredentialsFile(files, "c", clock);
  const auto message = [&](const char* text) {
    files.Write("c", text);
    const Result<AccessKeyPtr> key = keys->Get({});
    CHECK(key.error().kind == ErrorKind::kAuth);
    return key.error().message;
  };
  CHECK(keys->Get({}).error().message == "c: the file cannot be read: No such file or directory");
  CHECK(message("") == "c holds no section [basic] with ak and sk");
  CHECK(message("[basic]\nak=id") == "c holds no section [basic] with ak and sk");
  CHECK(message("[basic]\nsk=hidden\nak=") == "c holds no section [basic] with ak and sk");
  CHECK(message("[basic]\nhidden") ==
        "c holds no section [basic] with ak and sk: line 2: neither a section nor a key and its value");
}

TEST_CASE("a fixed key that is refused waits a minute") {
  FakeClock clock;
  FixedAccessKeys keys({.id = "id", .secret = Secret("secret")}, "HUAWEICLOUD_SDK_AK", clock);
  const Result<AccessKeyPtr> key = keys.Get({});
  CHECK(Shown(key) == "id/secret/");
  CHECK(Shown(keys.Renew(MakeKey("older"), {})) == "id/secret/");
  CHECK(keys.Renew(*key, {}).error().kind == ErrorKind::kAuth);
  clock.Advance(std::chrono::seconds(59));
  CHECK(keys.Get({}).error().message ==
        "the access key of HUAWEICLOUD_SDK_AK was refused, and is tried again after a minute; another one needs a "
        "restart "
        "of the program");
  clock.Advance(std::chrono::seconds(1));
  CHECK(Shown(keys.Get({})) == "id/secret/");
}

}  // namespace
}  // namespace workspace_exporter
