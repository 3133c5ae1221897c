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

  FakeVerifier verifier;
  Authenticator authenticator{verifier};
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

TEST_CASE("bcrypt's three versions, and what is no match") {
  const BcryptVerifier bcrypt;
  const std::string hash = "04$aaaaaaaaaaaaaaaaaaaaaOyLr.p6cvcV4bMhFHajdXGjwEBsmL4r2";
  for (const char* version : {"$2a$", "$2b$", "$2y$"}) {
    CHECK(bcrypt.Matches("a", version + hash));
    CHECK_FALSE(bcrypt.Matches("b", version + hash));
    CHECK_FALSE(bcrypt.Matches("", version + hash));
    CHECK_FALSE(bcrypt.Matches(std::string_view("a\0b", 3), version + hash));
  }
  CHECK_FALSE(bcrypt.Matches("a", "a"));
  CHECK_FALSE(bcrypt.Matches(std::string(5000, 'a'), "$2y$" + hash));
}

}  // namespace
}  // namespace workspace_exporter
