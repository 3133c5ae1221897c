#include "web/authenticator.h"

#include <atomic>
#include <string>

#include <doctest/doctest.h>
#include <openssl/evp.h>

namespace workspace_exporter {
namespace {

using Verdict = Authenticator::Verdict;

/// Takes "hash of PASSWORD" for a hash, and counts.
class FakeVerifier final : public PasswordVerifier {
 public:
  bool Matches(std::string_view password, const std::string& hash) const override {
    ++checks;
    last_hash = hash;
    return hash == "hash of " + std::string(password);
  }
  bool TakesLong(const std::string& /*hash*/) const override { return false; }
  mutable std::atomic<int> checks = 0;
  mutable std::string last_hash;
};

HttpHeaders Basic(const std::string& credentials) {
  std::string encoded((credentials.size() + 2) / 3 * 4 + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(encoded.data()),
                  reinterpret_cast<const unsigned char*>(credentials.data()), static_cast<int>(credentials.size()));
  encoded.pop_back();
  return {{"Authorization", "Basic " + encoded}};
}

class Users {
 public:
  Users() { authenticator.Use({{"ann", "hash of apple"}, {"bob", "hash of pear"}}); }
  Verdict Check(const std::string& credentials) { return authenticator.Check(Basic(credentials), "192.0.2.1"); }
  /// How many times a hash was computed.
  int ChecksOf(const std::string& credentials) {
    const int before = verifier.checks;
    Check(credentials);
    return verifier.checks - before;
  }

  const std::shared_ptr<FakeVerifier> checks = std::make_shared<FakeVerifier>();
  FakeVerifier& verifier = *checks;
  Authenticator authenticator{checks};
};

TEST_CASE("without users everybody is allowed") {
  Users users;
  users.authenticator.Use({});
  CHECK_FALSE(users.authenticator.HasUsers());
  CHECK(users.authenticator.Check({}, "") == Verdict::kAllowed);
}

TEST_CASE("a user with the right password is allowed, nobody else") {
  Users users;
  CHECK(users.Check("ann:apple") == Verdict::kAllowed);
  CHECK(users.Check("bob:pear") == Verdict::kAllowed);
  for (const char* wrong : {"ann:pear", "ann:", "ann", "ann:apple:", "Ann:apple", "cat:apple", ":", ":apple", ""}) {
    CAPTURE(wrong);
    CHECK(users.Check(wrong) == Verdict::kRefused);
  }
}

TEST_CASE("a password may hold colons") {
  Users users;
  users.authenticator.Use({{"ann", "hash of a:b:"}});
  CHECK(users.Check("ann:a:b:") == Verdict::kAllowed);
  CHECK(users.Check("ann:a:b") == Verdict::kRefused);
}

TEST_CASE("what is no Basic header, or more than one, is refused without a check") {
  Users users;
  HttpHeaders twice = Basic("ann:apple");
  twice.push_back(twice.front());
  const std::string good = Basic("ann:apple").front().second;
  for (const HttpHeaders& headers :
       {HttpHeaders{}, twice, HttpHeaders{{"Authorization", "Bearer YW5uOmFwcGxl"}},
        HttpHeaders{{"Authorization", "Basic"}}, HttpHeaders{{"Authorization", "Basic "}},
        HttpHeaders{{"Authorization", good + "A"}}, HttpHeaders{{"Authorization", "Basic YW5uOmFwcGx!"}},
        HttpHeaders{{"Authorization", "Basic ===="}}, HttpHeaders{{"Proxy-Authorization", good}}}) {
    CHECK(users.authenticator.Check(headers, "") == Verdict::kRefused);
  }
  CHECK(users.verifier.checks == 0);
  CHECK(users.authenticator.Check({{"authorization", "basic  " + good.substr(6)}}, "") == Verdict::kAllowed);
}

TEST_CASE("a password that was right is not checked again; a wrong one always is") {
  Users users;
  CHECK(users.ChecksOf("ann:apple") == 1);
  CHECK(users.ChecksOf("ann:apple") == 0);
  CHECK(users.ChecksOf("ann:pear") == 1);
  CHECK(users.ChecksOf("ann:pear") == 1);
  CHECK(users.ChecksOf("ann:apple") == 0);
  CHECK(users.ChecksOf("bob:apple") == 1);
}

TEST_CASE("a name that is no user's costs a check against a user's hash, always the same one") {
  Users users;
  bool other = false;
  std::string first;
  for (int i = 0; i < 64; ++i) {
    const std::string name = "nobody" + std::to_string(i);
    CHECK(users.ChecksOf(name + ":apple") == 1);
    const std::string hash = users.verifier.last_hash;
    CHECK(users.ChecksOf(name + ":apple") == 1);  // that it matched a hash is not remembered
    CHECK(users.verifier.last_hash == hash);
    other = other || (i > 0 && hash != first);
    first = hash;
  }
  CHECK(other);
}

TEST_CASE("with another hash a password is checked again, and a user who is gone is refused") {
  Users users;
  CHECK(users.Check("ann:apple") == Verdict::kAllowed);
  users.authenticator.Use({{"ann", "hash of cherry"}, {"bob", "hash of pear"}});
  CHECK(users.Check("ann:apple") == Verdict::kRefused);
  CHECK(users.Check("ann:cherry") == Verdict::kAllowed);
  users.authenticator.Use({{"bob", "hash of pear"}});
  CHECK(users.Check("ann:cherry") == Verdict::kRefused);
  users.authenticator.Use({{"ann", "hash of cherry"}, {"bob", "hash of pear"}});
  CHECK(users.ChecksOf("ann:cherry") == 1);
}

const std::string kSaltAndHash = "aaaaaaaaaaaaaaaaaaaaaOyLr.p6cvcV4bMhFHajdXGjwEBsmL4r2";  // of "a", at cost 4

TEST_CASE("bcrypt's versions are one, and what is no match") {
  const BcryptVerifier bcrypt;
  for (const char* version : {"$2a$", "$2b$", "$2y$", "$2x$", "$2$", "$1$"}) {
    const std::string hash = version + ("04$" + kSaltAndHash);
    CAPTURE(hash);
    CHECK(bcrypt.Matches("a", hash));
    CHECK_FALSE(bcrypt.Matches("b", hash));
    CHECK_FALSE(bcrypt.Matches("", hash));
    CHECK_FALSE(bcrypt.Matches(std::string_view("a\0b", 3), hash));
    CHECK_FALSE(bcrypt.Matches("a", hash.substr(0, hash.size() - 1)));
  }
  CHECK_FALSE(bcrypt.Matches("a", "a"));
  CHECK_FALSE(bcrypt.Matches("a", "$2b$03$" + kSaltAndHash));
  CHECK_FALSE(bcrypt.Matches("a", "$2b$04$*aaaaaaaaaaaaaaaaaaaaOyLr.p6cvcV4bMhFHajdXGjwEBsmL4r2"));
  CHECK_FALSE(bcrypt.Matches(std::string(5000, 'a'), "$2y$04$" + kSaltAndHash));
}

TEST_CASE("of the salt's last character only the bits count that it stands for") {
  const BcryptVerifier bcrypt;
  const std::string tail = "2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";  // of "secret"
  for (const char last : {'u', 'v', 'y', 'z'}) {
    CHECK(bcrypt.Matches("secret", "$2b$04$abcdefghijklmnopqrstu" + (last + tail)));
    CHECK_FALSE(bcrypt.Matches("Secret", "$2b$04$abcdefghijklmnopqrstu" + (last + tail)));
  }
  CHECK_FALSE(bcrypt.Matches("secret", "$2b$04$abcdefghijklmnopqrstO" + tail));
}

TEST_CASE("what stands behind a hash is left out, and of a password what is behind 72 bytes") {
  const BcryptVerifier bcrypt;
  CHECK(bcrypt.Matches("a", "$2b$04$" + kSaltAndHash + "\n"));
  const std::string of_72 = "$2b$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i";
  CHECK(bcrypt.Matches(std::string(72, 'x'), of_72));
  CHECK(bcrypt.Matches(std::string(1000, 'x'), of_72));
  CHECK_FALSE(bcrypt.Matches(std::string(71, 'x'), of_72));
}

TEST_CASE("a check takes long above cost 12") {
  const BcryptVerifier bcrypt;
  CHECK_FALSE(bcrypt.TakesLong("$2b$12$" + kSaltAndHash));
  CHECK(bcrypt.TakesLong("$2b$13$" + kSaltAndHash));
  CHECK(bcrypt.TakesLong("$2$31$" + kSaltAndHash));
  CHECK_FALSE(bcrypt.TakesLong("none"));
}

}  // namespace
}  // namespace workspace_exporter
