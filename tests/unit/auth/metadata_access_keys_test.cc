#include "auth/metadata_access_keys.h"

#include <doctest/doctest.h>

#include "auth/credential_answer.h"
#include "base/iso_time.h"
#include "support/fake_clock.h"
#include "support/fake_transport.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

constexpr const char* kKey =
    R"({"credential":{"access":"id","secret":"sk","securitytoken":"st","expires_at":"2024-02-28T03:47:51Z"}})";

/// A metadata service that gives numbered tokens, and keys to whoever has the newest.
struct MetadataBench {
  FakeClock clock;
  int token_status = 200;
  int tokens = 0;
  std::string after_token;
  HttpResponse key_answer = {.status = 200, .body = kKey};
  FakeTransport metadata{[this](const HttpRequest& request) -> Result<HttpResponse> {
    if (request.method == "PUT") {
      if (token_status != 200) return HttpResponse{.status = token_status};
      return HttpResponse{.status = 200, .body = "token-" + std::to_string(++tokens) + after_token};
    }
    const bool known = FindHeader(request.headers, "X-Metadata-Token") == "token-" + std::to_string(tokens);
    return known || token_status != 200 ? key_answer : HttpResponse{.status = 401};
  }};
  MetadataKeySource source{metadata, clock};

  /// The requests since the last call, as "METHOD target".
  std::vector<std::string> Sent() {
    std::vector<std::string> lines;
    for (const HttpRequest& request : metadata.requests()) lines.push_back(request.method + " " + request.target);
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(seen));
    seen += lines.size();
    return lines;
  }
  std::size_t seen = 0;
};

const std::string kPut = "PUT /meta-data/latest/api/token";
const std::string kGet = "GET /openstack/latest/securitykey";
using Lines = std::vector<std::string>;

TEST_CASE("a key is asked for with a token, which is kept until it expires") {
  MetadataBench bench;
  const Result<AccessKey> key = bench.source.Fetch({});
  REQUIRE(key);
  CHECK(key->id == "id");
  CHECK(key->secret.Reveal() == "sk");
  CHECK(key->security_token.Reveal() == "st");
  CHECK(key->expires_at == ParseIsoTime("2024-02-28T03:47:51Z"));
  CHECK(bench.Sent() == Lines{kPut, kGet});
  CHECK(FindHeader(bench.metadata.requests()[0].headers, "X-Metadata-Token-Ttl-Seconds") == "21600");
  bench.clock.Advance(5h + 58min);
  CHECK(bench.source.Fetch({}));
  CHECK(bench.Sent() == Lines{kGet});
  bench.clock.Advance(1min);
  CHECK(bench.source.Fetch({}));
  CHECK(bench.Sent() == Lines{kPut, kGet});
}

TEST_CASE("a service that gives no token is asked without one") {
  for (const int status : {400, 403, 404, 405, 500, 501, 503}) {
    MetadataBench bench;
    bench.token_status = status;
    CHECK(bench.source.Fetch({}));
    CHECK(bench.Sent() == Lines{kPut, kGet});
    CHECK(bench.metadata.requests()[1].headers.empty());
  }
}

TEST_CASE("that a service goes without tokens is remembered for a day") {
  MetadataBench bench;
  bench.token_status = 404;
  CHECK(bench.source.Fetch({}));
  bench.Sent();
  bench.clock.Advance(23h);
  CHECK(bench.source.Fetch({}));
  CHECK(bench.Sent() == Lines{kGet});
  bench.clock.Advance(1h);
  bench.token_status = 200;
  CHECK(bench.source.Fetch({}));
  CHECK(bench.Sent() == Lines{kPut, kGet});
  CHECK(bench.metadata.requests().back().headers.size() == 1);
}

TEST_CASE("a service that begins to want a token gets one, whatever is remembered") {
  MetadataBench bench;
  bench.token_status = 405;
  CHECK(bench.source.Fetch({}));
  bench.token_status = 200;
  bench.Sent();
  CHECK(bench.source.Fetch({}));
  CHECK(bench.Sent() == Lines{kGet, kPut, kGet});
}

/// Where each PUT is lost, and each GET answered as a test says. Time passes as it does for who waits.
struct LostPuts final : HttpTransport {
  FakeClock clock;
  ErrorKind lost = ErrorKind::kTimeout;
  HttpResponse key_answer = {.status = 200, .body = kKey};
  Lines sent = {};
  Milliseconds left_for_key{0};

  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override {
    sent.push_back(request.method);
    if (request.method == "GET") {
      left_for_key = deadline.Remaining(clock);
      return key_answer;
    }
    if (lost == ErrorKind::kTimeout) clock.Advance(deadline.Remaining(clock));
    return Error{lost, "lost"};
  }
};

TEST_CASE("where the token is lost on the way, the key is asked for without one, and the next one at once") {
  for (const ErrorKind lost : {ErrorKind::kTimeout, ErrorKind::kNetwork}) {
    LostPuts metadata;
    metadata.lost = lost;
    MetadataKeySource source(metadata, metadata.clock);
    const SteadyTime began = metadata.clock.SteadyNow();
    CHECK(source.Fetch(Deadline::In(metadata.clock, 9500ms)));
    CHECK(metadata.sent == Lines{"PUT", "GET"});
    CHECK(metadata.left_for_key == 3s);
    CHECK(metadata.clock.SteadyNow() <= began + 2s);
    CHECK(source.Fetch({}));
    CHECK(metadata.sent == Lines{"PUT", "GET", "GET"});
  }
}

TEST_CASE("a token that is lost takes nothing of the key's time") {
  LostPuts metadata;
  MetadataKeySource source(metadata, metadata.clock);
  CHECK(source.Fetch(Deadline::In(metadata.clock, 1s)));
  CHECK(metadata.left_for_key == 1s);
}

TEST_CASE(
    "where a token is lost that the service wants, the error is that, names the hop limit, and is not remembered") {
  LostPuts metadata;
  metadata.key_answer = {.status = 401};
  MetadataKeySource source(metadata, metadata.clock);
  const Result<AccessKey> key = source.Fetch({});
  REQUIRE_FALSE(key);
  CHECK(key.error().kind == ErrorKind::kTimeout);
  CHECK(
      key.error().message ==
      "asking the metadata service for a key: the PUT for a token: lost (in a container, the hop limit of its answers "
      "may be 1: raise it to 2, or use the host's network); and without a token: status 401");
  CHECK_FALSE(source.Fetch({}));
  CHECK(metadata.sent == Lines{"PUT", "GET", "PUT", "GET"});
}

TEST_CASE("a token that is refused is replaced once") {
  MetadataBench bench;
  CHECK(bench.source.Fetch({}));
  bench.tokens = 7;  // the service has forgotten ours
  bench.Sent();
  CHECK(bench.source.Fetch({}));
  CHECK(bench.Sent() == Lines{kGet, kPut, kGet});
  bench.key_answer = {.status = 401};
  CHECK(bench.source.Fetch({}).error().kind == ErrorKind::kAuth);
  CHECK(bench.Sent() == Lines{kGet, kPut, kGet});
}

TEST_CASE("a server without an agency is told so, and the token is not blamed") {
  MetadataBench bench;
  bench.key_answer = {.status = 401, .body = "<html>Please configure Cloud Service Agency first.</html>"};
  const Result<AccessKey> key = bench.source.Fetch({});
  REQUIRE_FALSE(key);
  CHECK(key.error().kind == ErrorKind::kAuth);
  CHECK(key.error().message == "asking the metadata service for a key: no agency is bound to this server");
  CHECK(bench.Sent() == Lines{kPut, kGet});
}

TEST_CASE("a body that could not go into a header is no token") {
  for (const std::string& rest : {std::string("\r\nHost: elsewhere"), std::string(5000, 'x')}) {
    MetadataBench bench;
    bench.after_token = rest;
    CHECK(bench.source.Fetch({}).error().kind == ErrorKind::kMalformed);
    CHECK(bench.Sent() == Lines{kPut, kGet});
    CHECK(bench.metadata.requests()[1].headers.empty());
  }
}

TEST_CASE("any other answer is the error that it stands for") {
  MetadataBench bench;
  bench.token_status = 403;
  bench.key_answer = {.status = 401};
  CHECK(bench.source.Fetch({}).error().kind == ErrorKind::kAuth);
  bench.token_status = 200;
  bench.key_answer = {.status = 500};
  CHECK(bench.source.Fetch({}).error().kind == ErrorKind::kServer);
  bench.key_answer = {.status = 200, .body = "{}"};
  CHECK(bench.source.Fetch({}).error().message ==
        "asking the metadata service for a key: the answer holds no credential");
}

TEST_CASE("both forms of a key's expiry are read") {
  const auto expiry = [](const std::string& time) {
    const Result<AccessKey> key = ReadCredential(
        R"({"credential":{"access":"a","secret":"s","securitytoken":"t","expires_at":")" + time + "\"}}");
    return key ? key->expires_at : std::nullopt;
  };
  CHECK(expiry("2024-02-28T03:47:51Z") == ParseIsoTime("2024-02-28T03:47:51Z"));
  CHECK(expiry("2024-02-28T03:47:51.182000Z") == ParseIsoTime("2024-02-28T03:47:51.182Z"));
  CHECK_FALSE(expiry("tomorrow"));
}

TEST_CASE("a key without one of its parts is malformed, and the message does not show the others") {
  for (const char* body :
       {"", "[]", "7", "{}", R"({"credential":[]})", R"({"credential":{}})",
        R"({"credential":{"access":"hidden","secret":"hidden","securitytoken":"hidden"}})",
        R"({"credential":{"access":"hidden","secret":"hidden","expires_at":"2024-02-28T03:47:51Z"}})",
        R"({"credential":{"access":"hidden","securitytoken":"hidden","expires_at":"2024-02-28T03:47:51Z"}})",
        R"({"credential":{"secret":"hidden","securitytoken":"hidden","expires_at":"2024-02-28T03:47:51Z"}})",
        R"({"credential":{"access":7,"secret":"hidden","securitytoken":"hidden","expires_at":"2024-02-28T03:47:51Z"}})",
        R"({"credential":{"access":"a\r\nb: hidden","secret":"s","securitytoken":"t",
                          "expires_at":"2024-02-28T03:47:51Z"}})"}) {
    const Result<AccessKey> key = ReadCredential(body);
    REQUIRE_FALSE(key);
    CHECK(key.error().kind == ErrorKind::kMalformed);
    CHECK(key.error().message.find("hidden") == std::string::npos);
  }
}

}  // namespace
}  // namespace workspace_exporter
