#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "access/access_context.h"
#include "access/credential_ring.h"
#include "support/fake_clock.h"
#include "support/fake_file_reader.h"
#include "support/fake_transport.h"

namespace workspace_exporter {

/// Writes down what it is told.
class RecordingObserver final : public AccessObserver {
 public:
  void MayCome(const std::string& project, const std::string& operation) override {
    told.push_back(project + " may ask " + operation);
  }
  void Sent(const std::string& project, const std::string& operation, std::optional<int> status,
            std::chrono::nanoseconds /*took*/) override {
    sent.push_back(project + " " + operation + " " + (status ? std::to_string(*status) : "error"));
  }
  void MayBeRetried(const std::string& /*project*/, const std::string& /*operation*/) override {}
  void Retried(const std::string& project, const std::string& operation) override {
    retried.push_back(project + " " + operation);
  }

  std::vector<std::string> told;
  std::vector<std::string> sent;
  std::vector<std::string> retried;
};

/// A cloud of hosts that answer as a test says, with time and files that a test moves.
struct AccessBench {
  FakeClock clock;
  FakeFileReader files;
  std::stop_source stop;
  std::map<std::string, FakeTransport::Answerer> hosts;
  std::map<std::string, std::shared_ptr<FakeTransport>> connected;
  int connections = 0;
  Network network{clock, stop.get_token(), [this](const Endpoint& endpoint) -> Result<std::shared_ptr<HttpTransport>> {
                    ++connections;
                    const std::string host = endpoint.origin.host;
                    if (!hosts.contains(host)) return Error{ErrorKind::kTls, "no certificates"};
                    connected[host] = std::make_shared<FakeTransport>(
                        [this, host](const HttpRequest& request) { return hosts.at(host)(request); });
                    return std::shared_ptr<HttpTransport>(connected[host]);
                  }};
  Identities identities{clock, stop.get_token()};
  CredentialRings rings;
  RecordingObserver observer;
  AccessContext context{.clock = clock,
                        .stop = stop.get_token(),
                        .network = network,
                        .identities = identities,
                        .rings = rings,
                        .files = files,
                        .observer = observer,
                        .random = [] { return 0.5; }};

  std::shared_ptr<CredentialRing> RingOf(const ProjectOptions& options) {
    Result<std::shared_ptr<CredentialRing>> ring = rings.Of(context, options, identities.Of(options));
    REQUIRE(ring);
    return *ring;
  }

  std::vector<HttpRequest> SentTo(const std::string& host) const {
    const auto found = connected.find(host);
    return found == connected.end() ? std::vector<HttpRequest>() : found->second->requests();
  }
};

/// A project that signs in by the token in the file "token".
inline ProjectOptions ByTokenFile(std::string name) {
  ProjectOptions options;
  options.name = std::move(name);
  options.endpoint = {.host = "api"};
  options.project_id = "p";
  options.sign_in = {.method = SignInOptions::Method::kTokenFile, .token_file = "token"};
  options.identity = "token_file\ntoken";
  return options;
}

/// One that signs in by the password in the file "password".
inline ProjectOptions ByPassword(std::string name) {
  ProjectOptions options = ByTokenFile(std::move(name));
  options.project_id = options.name;
  options.iam_endpoint = Origin{.host = "iam"};
  options.sign_in = {.method = SignInOptions::Method::kPassword,
                     .iam_domain = "account",
                     .iam_user = "user",
                     .iam_password_file = "password"};
  options.identity = "password\naccount\nuser";
  return options;
}

/// One that signs with the key in the files "ak" and "sk".
inline ProjectOptions ByKeys(std::string name) {
  ProjectOptions options = ByTokenFile(std::move(name));
  options.iam_endpoint = Origin{.host = "iam"};
  options.region = "region-1";
  options.sign_in = {.method = SignInOptions::Method::kAccessKey, .access_key_file = "ak", .secret_key_file = "sk"};
  options.identity = "aksk\nfile\nak";
  return options;
}

}  // namespace workspace_exporter
