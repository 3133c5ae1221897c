#include "auth/file_token_provider.h"

#include <doctest/doctest.h>

#include "support/fake_file_reader.h"

namespace workspace_exporter {
namespace {

std::string TokenOf(const Result<TokenPtr>& token) { return token ? std::string((*token)->value.Reveal()) : "none"; }

TEST_CASE("the token is what the file holds, without the space around it, and follows the file") {
  FakeFileReader files;
  files.Write("t", " first\n");
  FileTokenProvider tokens(files, "t");
  CHECK(TokenOf(tokens.Get({})) == "first");
  files.Write("t", "second");
  CHECK(TokenOf(tokens.Get({})) == "second");
  CHECK_FALSE(tokens.ExpiresAt());
}

TEST_CASE("a refused token is not used again, and its file is waited for") {
  FakeFileReader files;
  files.Write("t", "first");
  FileTokenProvider tokens(files, "t");
  const Result<TokenPtr> first = tokens.Get({});
  const Result<TokenPtr> renewed = tokens.Renew(*first, {});
  REQUIRE_FALSE(renewed);
  CHECK(renewed.error().kind == ErrorKind::kAuth);
  CHECK(renewed.error().message == "t holds a token that was refused; waiting for a new one");
  files.Write("t", "first");
  CHECK_FALSE(tokens.Get({}));
  files.Write("t", "second");
  CHECK(TokenOf(tokens.Get({})) == "second");
}

TEST_CASE("a token that is refused while its file already holds another is replaced at once") {
  FakeFileReader files;
  files.Write("t", "first");
  FileTokenProvider tokens(files, "t");
  const Result<TokenPtr> first = tokens.Get({});
  files.Write("t", "second");
  CHECK(TokenOf(tokens.Renew(*first, {})) == "second");
}

TEST_CASE("a file that is half written, empty or gone leaves the token before it, until that is refused") {
  FakeFileReader files;
  files.Write("t", "first");
  FileTokenProvider tokens(files, "t");
  const Result<TokenPtr> first = tokens.Get({});
  files.Write("t", "");
  CHECK(TokenOf(tokens.Get({})) == "first");
  files.Remove("t");
  CHECK(TokenOf(tokens.Get({})) == "first");
  CHECK(tokens.Renew(*first, {}).error().message == "t: the file cannot be read: No such file or directory");
  files.Write("t", "second");
  CHECK(TokenOf(tokens.Get({})) == "second");
}

TEST_CASE("a refused token is tried once more when somebody asks for it") {
  FakeFileReader files;
  files.Write("t", "first");
  FileTokenProvider tokens(files, "t");
  const Result<TokenPtr> first = tokens.Get({});
  CHECK_FALSE(tokens.Renew(*first, {}));
  tokens.TryRefusedAgain();
  CHECK(TokenOf(tokens.Get({})) == "first");
  CHECK_FALSE(tokens.Renew(*first, {}));
  CHECK_FALSE(tokens.Get({}));
}

TEST_CASE("a new token with a character that cannot be in one is not taken, and told by place once it is needed") {
  FakeFileReader files;
  files.Write("t", "first");
  FileTokenProvider tokens(files, "t");
  const Result<TokenPtr> first = tokens.Get({});
  for (const char* bad : {"sec\xE2\x80\x8Bond", "sec ond", "sec\xC3\xB6nd", "sec\xC2\xA0ond"}) {
    files.Write("t", bad);
    CHECK(TokenOf(tokens.Get({})) == "first");
  }
  CHECK(tokens.Renew(*first, {}).error().message ==
        "t holds something else than one token on one line: a space other than that of ASCII, such as a no-break space "
        "in line 1, column 4");
}

TEST_CASE("a file without a token is an error that never shows what it holds") {
  FakeFileReader files;
  FileTokenProvider tokens(files, "t");
  CHECK(tokens.Get({}).error().message == "t: the file cannot be read: No such file or directory");
  files.Write("t", " \n ");
  CHECK(tokens.Get({}).error().message == "t holds nothing but spaces");
  files.Write("t", "secret\nsecond line");
  const Result<TokenPtr> broken = tokens.Get({});
  CHECK(broken.error().kind == ErrorKind::kAuth);
  CHECK(broken.error().message.find("secret") == std::string::npos);
}

}  // namespace
}  // namespace workspace_exporter
