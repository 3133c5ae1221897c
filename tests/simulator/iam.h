#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/random.h"
#include "simulator/settings.h"
#include "simulator/signature.h"
#include "simulator/simulator_http.h"
#include "simulator/time_style.h"
#include "simulator/token_bodies.h"

namespace workspace_exporter::simulator {

struct Account {
  std::string domain = "example-account";
  std::string user = "exporter";
  std::string password = "example-password";
  std::vector<std::string> projects = {"0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e"};
  std::string static_token;  ///< valid for ever and for all projects; empty: none
  AccessKey access_key;
};

/// The answer to a token that came with a request.
struct TokenState {
  enum Kind { kValid, kUnknown, kMustBeRenewed };
  Kind kind = kUnknown;
  int generation = -1;    ///< 1 for the first sign-in; 0: the static token; -1: none
  std::string project;    ///< that it is good for; empty: all
  bool unscoped = false;  ///< of federation: good for a token or keys alone
};

/// POST /v3/auth/tokens and what becomes of its tokens. Thread-safe.
class Iam final {
 public:
  explicit Iam(Account account);

  /// Answers the sign-in, by password or with an unscoped token; every token issued is one generation.
  Response SignIn(const std::string& body, EpochMs now, const Settings& settings);
  /// POST /v3.0/OS-AUTH/id-token/tokens: a token for the id token of an identity provider.
  Response Federate(const Request& request, EpochMs now, const Settings& settings);
  TokenState Check(const std::string& token, EpochMs now) const;
  /// All tokens issued so far, the static one included, have to be renewed.
  void RevokeAll();
  void SetPassword(const std::string& password);
  void SetStaticToken(const std::string& token);
  /// GET /v3/projects: those of the setting `projects`; where it is empty the account's, of which the first has the
  /// name of a region, ap-southeast-1, and the others that with _2, _3 and so on.
  Response ListProjects(const std::string* name, const Settings& settings) const;
  /// Whether the account or the setting has the project.
  bool HasProject(std::string_view project, const Settings& settings) const;
  const std::string& user() const { return account_.user; }

 private:
  struct Issued {
    int generation;
    EpochMs expires;
    std::string project = {};
    bool unscoped = false;
    bool revoked = false;
  };

  /// With the mutex held. 403 where the account lacks the project.
  Response Issue(const ToldToken& told, const Settings& settings);

  mutable std::mutex mutex_;
  Account account_;
  Random random_{0x70CE};
  int generations_ = 0;
  std::map<std::string, Issued, std::less<>> tokens_;
};

}  // namespace workspace_exporter::simulator
