#include "auth/watched_credential.h"

#include <functional>
#include <utility>

#include <doctest/doctest.h>

#include "auth/credential_files.h"
#include "support/credentials.h"
#include "support/fake_clock.h"
#include "support/fake_file_reader.h"

namespace workspace_exporter {
namespace {

/// Files that may change at the moment when one of them has just been read.
struct RestlessFiles final : public FileReader {
  mutable FakeFileReader files;
  mutable std::function<void(const std::string& path)> after_read = [](const std::string&) {};

  FileStamp Stamp(const std::string& path) const override { return files.Stamp(path); }
  Result<Secret> Read(const std::string& path, std::size_t max_bytes) const override {
    Result<Secret> content = files.Read(path, max_bytes);
    after_read(path);
    return content;
  }
};

struct KeyFilesBench {
  FakeClock clock;
  RestlessFiles all;
  FakeFileReader& files = all.files;
  WatchedCredential keys{
      {.name = "a", .refusal = "a key that was refused"},
      FileWatch(all, {"a", "s", "t"}),
      [this] { return AsCredential(ReadKeyFiles(all, {.id = "a", .secret = "s", .security_token = "t"})); },
      kRefusedKeyWaits,
      clock};

  void Write(const std::string& number) {
    files.Write("a", "id" + number);
    files.Write("s", "secret" + number);
    files.Write("t", "token" + number + "\n");
  }
  Result<CredentialPtr> Get() { return keys.Get(); }
};

TEST_CASE("the key is what the files hold, and follows them") {
  KeyFilesBench bench;
  bench.Write("1");
  CHECK(Shown(bench.Get()) == "id1/secret1/token1");
  bench.Write("2");
  CHECK(Shown(bench.Get()) == "id2/secret2/token2");
  CHECK_FALSE(bench.keys.ExpiresAt());
}

TEST_CASE("a key is kept while a file is empty, missing, or no line, and the new one is taken when it is whole") {
  KeyFilesBench bench;
  bench.Write("1");
  REQUIRE(bench.Get());
  bench.files.Write("s", "");
  CHECK(Shown(bench.Get()) == "id1/secret1/token1");
  bench.files.Remove("s");
  CHECK(Shown(bench.Get()) == "id1/secret1/token1");
  bench.files.Write("s", "two\nlines");
  CHECK(Shown(bench.Get()) == "id1/secret1/token1");
  bench.Write("2");
  CHECK(Shown(bench.Get()) == "id2/secret2/token2");
}

TEST_CASE("files that are written one after the other are taken when all of them are new") {
  KeyFilesBench bench;
  bench.Write("1");
  REQUIRE(bench.Get());
  bench.files.Write("a", "id2");
  CHECK(Shown(bench.Get()) == "id1/secret1/token1");
  bench.files.Write("s", "secret2");
  CHECK(Shown(bench.Get()) == "id1/secret1/token1");
  bench.files.Write("t", "token2");
  CHECK(Shown(bench.Get()) == "id2/secret2/token2");
}

TEST_CASE("files that change while they are read are read again") {
  KeyFilesBench bench;
  bench.Write("1");
  bool changed = false;
  bench.all.after_read = [&](const std::string&) {
    if (!std::exchange(changed, true)) bench.Write("2");
  };
  CHECK(Shown(bench.Get()) == "id2/secret2/token2");
}

TEST_CASE("files that never come to rest are an error, and leave a key that was there") {
  KeyFilesBench bench;
  int number = 0;
  const auto restless = [&](const std::string&) { bench.Write(std::to_string(++number)); };
  bench.Write("0");
  bench.all.after_read = restless;
  const Result<CredentialPtr> key = bench.Get();
  REQUIRE_FALSE(key);
  CHECK(key.error().kind == ErrorKind::kAuth);
  CHECK(key.error().message == "a changes while it is read");
  bench.all.after_read = [](const std::string&) {};
  const std::string good = Shown(bench.Get());
  bench.Write("x");
  bench.all.after_read = restless;
  CHECK(Shown(bench.Get()) == good);
}

TEST_CASE("without a key a file that cannot be used is an error that never shows what it holds") {
  KeyFilesBench bench;
  CHECK(bench.Get().error().message == "a: the file cannot be read: No such file or directory");
  bench.Write("1");
  bench.files.Write("s", "hidden\nhidden");
  const Result<CredentialPtr> key = bench.Get();
  REQUIRE_FALSE(key);
  CHECK(key.error().kind == ErrorKind::kAuth);
  CHECK(key.error().message.find("hidden") == std::string::npos);
}

TEST_CASE("a refused key is not used again until the files hold another") {
  KeyFilesBench bench;
  bench.Write("1");
  const Result<CredentialPtr> first = bench.Get();
  const Result<CredentialPtr> renewed = bench.keys.Renew(*first);
  REQUIRE_FALSE(renewed);
  CHECK(renewed.error().kind == ErrorKind::kAuth);
  CHECK(renewed.error().message == "a holds a key that was refused");
  CHECK(Shown(bench.Get()) == "auth");
  bench.files.Write("s", "");
  CHECK(bench.Get().error().message == "s holds nothing but spaces");
  bench.files.Write("s", "corrected");
  CHECK(Shown(bench.Get()) == "id1/corrected/token1");
}

TEST_CASE("a refused key is tried once more when it is written again, or somebody asks for it") {
  KeyFilesBench bench;
  bench.Write("1");
  const auto refuse = [&] {
    const Result<CredentialPtr> key = bench.Get();
    REQUIRE(key);
    CHECK(Shown(bench.keys.Renew(*key)) == "auth");
    CHECK(Shown(bench.Get()) == "auth");
  };
  refuse();
  bench.files.Touch("s");
  refuse();
  bench.keys.TryRefusedAgain();
  refuse();
  // It may still have been the half of a new one.
  bench.files.Write("s", "corrected");
  CHECK(Shown(bench.Get()) == "id1/corrected/token1");
}

TEST_CASE("a part of a new key with a character that cannot be in one is not taken") {
  KeyFilesBench bench;
  bench.Write("1");
  REQUIRE(bench.Get());
  bench.Write("2");
  for (const char* file : {"a", "s", "t"}) {
    bench.files.Write(file, "x\xE2\x80\x8By");
    CHECK(Shown(bench.Get()) == "id1/secret1/token1");
    bench.files.Write(file, "xy");
  }
  CHECK(Shown(bench.Get()) == "xy/xy/xy");
}

TEST_CASE("a key that is refused while its files already hold another is replaced at once") {
  KeyFilesBench bench;
  bench.Write("1");
  const Result<CredentialPtr> first = bench.Get();
  bench.Write("2");
  CHECK(Shown(bench.keys.Renew(*first)) == "id2/secret2/token2");
  CHECK(Shown(bench.keys.Renew(*first)) == "id2/secret2/token2");
  CHECK(Shown(bench.Get()) == "id2/secret2/token2");
}

/// A token in the file "t", read as the program does.
struct TokenFileBench {
  FakeClock clock;
  FakeFileReader files;
  WatchedCredential tokens{{.name = "t", .refusal = "a token that was refused"},
                           FileWatch(files, {"t"}),
                           [this] { return AsCredential(ReadTokenFile(files, "t")); },
                           kRefusedTokenWaits,
                           clock};
};

TEST_CASE("a refused token is never used again, until its file is written again") {
  TokenFileBench bench;
  bench.files.Write("t", "first");
  const Result<CredentialPtr> first = bench.tokens.Get();
  CHECK(bench.tokens.Renew(*first).error().message == "t holds a token that was refused");
  bench.clock.Advance(std::chrono::days(400));
  CHECK(Shown(bench.tokens.Get()) == "auth");
  bench.files.Write("t", "second");
  CHECK(Shown(bench.tokens.Get()) == "second");
}

TEST_CASE("a token is kept while its file is half written, empty or gone, until it is refused") {
  TokenFileBench bench;
  bench.files.Write("t", "first");
  const Result<CredentialPtr> first = bench.tokens.Get();
  for (const char* bad : {"", "sec\xE2\x80\x8Bond", "sec ond"}) {
    bench.files.Write("t", bad);
    CHECK(Shown(bench.tokens.Get()) == "first");
  }
  bench.files.Remove("t");
  CHECK(Shown(bench.tokens.Get()) == "first");
  CHECK(bench.tokens.Renew(*first).error().message == "t: the file cannot be read: No such file or directory");
  bench.files.Write("t", "second");
  CHECK(Shown(bench.tokens.Get()) == "second");
}

TEST_CASE("what is of no file stays, and is tried again a minute after it was refused") {
  FakeClock clock;
  FakeFileReader files;
  WatchedCredential keys(
      {.name = "VARIABLE", .refusal = "a key that was refused"}, FileWatch(files, {}),
      [] { return Result<Credential>(AccessKey{.id = "id", .secret = Secret("secret")}); }, kRefusedKeyWaits, clock);
  const Result<CredentialPtr> key = keys.Get();
  CHECK(Shown(key) == "id/secret/");
  CHECK(Shown(keys.Renew(MakeKey("older"))) == "id/secret/");
  CHECK(Shown(keys.Renew(*key)) == "auth");
  clock.Advance(kRefusedKeyWaits - Milliseconds(1));
  CHECK(keys.Get().error().message == "VARIABLE holds a key that was refused");
  clock.Advance(Milliseconds(1));
  CHECK(Shown(keys.Get()) == "id/secret/");
}

}  // namespace
}  // namespace workspace_exporter
