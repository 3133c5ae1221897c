#include "auth/credential_files.h"

#include <doctest/doctest.h>

#include "support/credentials.h"
#include "support/fake_file_reader.h"

namespace workspace_exporter {
namespace {

TEST_CASE("a token is what the file holds, without the space around it") {
  FakeFileReader files;
  files.Write("t", " first\n");
  CHECK(ReadTokenFile(files, "t")->value.Reveal() == "first");
}

TEST_CASE("a key is what its files hold, and a permanent one has no token") {
  FakeFileReader files;
  files.Write("a", "id");
  files.Write("s", " secret\n");
  files.Write("t", "token\n");
  const Result<AccessKey> temporary = ReadKeyFiles(files, {.id = "a", .secret = "s", .security_token = "t"});
  REQUIRE(temporary);
  CHECK(temporary->id == "id");
  CHECK(temporary->secret.Reveal() == "secret");
  CHECK(temporary->security_token.Reveal() == "token");
  CHECK(ReadKeyFiles(files, {.id = "a", .secret = "s"})->security_token.empty());
}

TEST_CASE("a file without a secret is an error that names it, and never shows what it holds") {
  FakeFileReader files;
  CHECK(ReadTokenFile(files, "t").error().message == "t: the file cannot be read: No such file or directory");
  files.Write("t", " \n ");
  CHECK(ReadTokenFile(files, "t").error().message == "t holds nothing but spaces");
  files.Write("t", "hidden\nsecond line");
  const Result<Token> broken = ReadTokenFile(files, "t");
  CHECK(broken.error().kind == ErrorKind::kAuth);
  CHECK(broken.error().message.find("hidden") == std::string::npos);
  files.Write("a", "id");
  files.Write("s", "hidden hidden");
  const Result<AccessKey> key = ReadKeyFiles(files, {.id = "a", .secret = "s"});
  CHECK(key.error().kind == ErrorKind::kAuth);
  CHECK(key.error().message == "s holds something else than one key on one line: a space in line 1, column 7");
}

TEST_CASE("a credentials file gives the key of its section basic") {
  FakeFileReader files;
  files.Write("c", "[basic]\nak=id2\nsk=secret2\n");
  const Result<AccessKey> key = ReadCredentialsFile(files, "c");
  REQUIRE(key);
  CHECK(key->id == "id2");
  CHECK(key->secret.Reveal() == "secret2");
}

TEST_CASE("a credentials file without a key is an error that never shows what it holds") {
  FakeFileReader files;
  const auto message = [&](const char* text) {
    files.Write("c", text);
    const Result<AccessKey> key = ReadCredentialsFile(files, "c");
    CHECK(key.error().kind == ErrorKind::kAuth);
    return key.error().message;
  };
  CHECK(ReadCredentialsFile(files, "c").error().message == "c: the file cannot be read: No such file or directory");
  CHECK(message("") == "c holds no section [basic] with ak and sk");
  CHECK(message("[basic]\nak=id") == "c holds no section [basic] with ak and sk");
  CHECK(message("[basic]\nsk=hidden\nak=") == "c holds no section [basic] with ak and sk");
  CHECK(message("[basic]\nhidden") ==
        "c holds no section [basic] with ak and sk: line 2: neither a section nor a key and its value");
}

}  // namespace
}  // namespace workspace_exporter
