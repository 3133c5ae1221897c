#include "exporter/reload/web_security.h"

#include <doctest/doctest.h>

#include "reload_bench.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;

constexpr const char* kTlsFile = "tls_server_config:\n  cert_file: cert.pem\n  key_file: key.pem\n";
const LogLines kLoadedAgain = {"level=info msg=\"web configuration loaded again\" users=1"};

/// A web configuration in use.
struct WebBench : ReloadBench {
  explicit WebBench(const std::string& yaml) {
    files.Write("cert.pem", "certificate");
    files.Write("key.pem", "key");
    files.Write("web.yaml", yaml);
    security = std::get<0>(MakeSecurity());
    recorded.Take();
    clock.Advance(1min);
  }
  bool Follow(const std::string& yaml) {
    files.Write("web.yaml", yaml);
    return security->ReloadIfChanged();
  }
  /// Of an answer to anybody.
  std::string HeaderOf(const std::string& name) {
    const WebResponse answer =
        security->Answer({.method = "GET", .path = "/-/healthy"}, [](const WebRequest&) { return WebResponse(); });
    return std::string(FindHeader(answer.headers, name));
  }

  std::unique_ptr<WebSecurity> security;
};

TEST_CASE("what a web configuration says is in use once it is made, and nothing is read again while no file changes") {
  WebBench bench("http_server_config:\n  headers:\n    X-Frame-Options: deny\n" + WebFileOf(1));
  CHECK(bench.security->AsksForPassword());
  CHECK(bench.HeaderOf("X-Frame-Options") == "deny");
  CHECK_FALSE(bench.security->ReloadIfChanged());
  CHECK(bench.recorded.Take().empty());
}

TEST_CASE("a changed web configuration is taken, with a line and a time") {
  WebBench bench("http_server_config: {}\n");
  CHECK_FALSE(bench.security->AsksForPassword());
  CHECK(bench.Follow(WebFileOf(1)));
  CHECK(bench.security->AsksForPassword());
  CHECK(bench.recorded.Take() == kLoadedAgain);
  CHECK(bench.TakenAt() == bench.clock.Now());
  CHECK_FALSE(bench.security->ReloadIfChanged());
}

TEST_CASE("a file that is written again with the same content is no news") {
  WebBench bench(WebFileOf(1));
  CHECK(bench.Follow(WebFileOf(1)));
  CHECK(bench.recorded.Take().empty());
}

TEST_CASE("a refused web configuration leaves the old one in use, until one is taken, be it the old one") {
  WebBench bench(WebFileOf(1));
  CHECK_FALSE(bench.Follow("basic_auth_users: 1\nnone: 2\n"));
  CHECK(bench.security->AsksForPassword());
  CHECK_FALSE(bench.LastSucceeded());
  const LogLines lines = bench.recorded.Take();
  REQUIRE(lines.size() == 2);
  for (const std::string& line : lines) {
    CHECK(line.starts_with("level=error msg=\"web configuration refused, the old one stays\" fault="));
  }
  CHECK_FALSE(bench.security->ReloadIfChanged());
  CHECK(bench.Follow(WebFileOf(1)));
  CHECK(bench.LastSucceeded());
  CHECK(bench.recorded.Take() == kLoadedAgain);
}

TEST_CASE("TLS neither comes nor goes") {
  WebBench plain("http_server_config: {}\n");
  CHECK_FALSE(plain.Follow(kTlsFile));
  CHECK(plain.tls_loaded == 0);
  WebBench with_tls(kTlsFile);
  CHECK_FALSE(with_tls.Follow("http_server_config: {}\n"));
  CHECK(with_tls.recorded.Take() ==
        LogLines{"level=error msg=\"web configuration refused, the old one stays\" "
                 "fault=\"tls_server_config: TLS cannot be switched on or off while the program runs\""});
}

TEST_CASE("a file without settings does not open what asked for passwords; one that says so does") {
  WebBench bench(WebFileOf(1));
  CHECK_FALSE(bench.Follow(""));
  CHECK(bench.security->AsksForPassword());
  CHECK(bench.Follow("basic_auth_users: {}\n"));
  CHECK_FALSE(bench.security->AsksForPassword());
  CHECK(bench.Follow(""));
}

TEST_CASE("certificate and key are followed too") {
  for (const char* const file : {"cert.pem", "key.pem"}) {
    WebBench bench(kTlsFile);
    CHECK(bench.tls_loaded == 1);
    bench.files.Write(file, "another");
    CHECK(bench.security->ReloadIfChanged());
    CHECK(bench.tls_loaded == 2);
    CHECK(bench.TakenAt() == bench.clock.Now());
  }
}

TEST_CASE("the files that a refused configuration names are waited for") {
  WebBench bench(kTlsFile);
  CHECK_FALSE(bench.Follow("tls_server_config:\n  cert_file: cert.pem\n  key_file: coming.pem\n"));
  CHECK_FALSE(bench.security->ReloadIfChanged());
  bench.files.Write("coming.pem", "key");
  CHECK(bench.security->ReloadIfChanged());
  CHECK(bench.security->Files() == std::vector<std::string>{"web.yaml", "cert.pem", "coming.pem", ""});
}

TEST_CASE("what is wrong with a certificate is told at the place that names it") {
  WebBench bench(kTlsFile);
  bench.tls_faults = {{"key_file", "is of another certificate"}};
  bench.files.Write("key.pem", "another");
  CHECK_FALSE(bench.security->ReloadIfChanged());
  CHECK(bench.recorded.Take() ==
        LogLines{"level=error msg=\"web configuration refused, the old one stays\" "
                 "fault=\"web.yaml:3:3: tls_server_config.key_file: is of another certificate\""});
  const auto at_the_start = bench.MakeSecurity();
  REQUIRE(std::holds_alternative<Faults>(at_the_start));
  CHECK(std::get<Faults>(at_the_start) ==
        Faults{"web.yaml:3:3: tls_server_config.key_file: is of another certificate"});
}

TEST_CASE("warnings of what is taken are told") {
  WebBench bench(WebFileOf(1));
  CHECK(bench.Follow("basic_auth_users: {}\n"));
  bench.recorded.Take();
  CHECK(bench.Follow(""));
  CHECK(bench.recorded.Take().at(0).starts_with("level=warn msg=\"web configuration\" warning=\"web.yaml:"));
}

}  // namespace
}  // namespace workspace_exporter
