#include "config/web_options.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using Addresses = std::vector<std::string>;

Faults FaultsOf(const std::string& name, const std::string& value) {
  Faults faults;
  const Settings settings = {{name, {.value = value, .named = "--" + name}}};
  SettingReader reader(settings, "--", faults);
  ReadWeb(reader);
  return faults;
}

TEST_CASE("the path of the metrics is a plain path that no other endpoint has") {
  for (const char* path : {"/metrics", "/other", "/a/b-c_d.e~f", "/-/metrics", "/.well-known"}) {
    CAPTURE(path);
    CHECK(FaultsOf("web_telemetry_path", path).empty());
  }
  for (const char* path : {"metrics", "/", "/probe", "/-/healthy", "/-/ready", "/-/reload", "/m?x", "/m#x", "/m x",
                           "/m%20", "/ä", "//m", "/m/", "/m//n", "/..", "/a/./b", "/m\n", "http://x/m"}) {
    CAPTURE(path);
    REQUIRE(FaultsOf("web_telemetry_path", path).size() == 1);
    CHECK(FaultsOf("web_telemetry_path", path).front().starts_with("--web_telemetry_path: "));
  }
}

TEST_CASE("the scrapes at once are limited to a number that makes sense") {
  CHECK(FaultsOf("web_max_requests", "1").empty());
  CHECK(FaultsOf("web_max_requests", "10000").empty());
  CHECK(FaultsOf("web_max_requests", "0").size() == 1);
  CHECK(FaultsOf("web_max_requests", "10001").size() == 1);
}

TEST_CASE("a wrong address to listen on is a fault") {
  CHECK(FaultsOf("web_listen_address", "127.0.0.1:99999").front() ==
        "--web_listen_address: '127.0.0.1:99999' needs a port: '99999' is not a whole number between 0 and 65535");
}

TEST_CASE("addresses to listen on are literal, several with commas between them") {
  CHECK(ParseListenAddresses(":10110").value == Addresses{":10110"});
  CHECK(ParseListenAddresses("127.0.0.1:0,127.0.0.1:0").value == Addresses{"127.0.0.1:0", "127.0.0.1:0"});
  CHECK(ParseListenAddresses("[::1]:9, localhost:65535").value == Addresses{"[::1]:9", "localhost:65535"});
}

TEST_CASE("an address and its port have one spelling, and one of IPv4 in IPv6 is of IPv4") {
  CHECK(ParseListenAddresses("[::ffff:127.0.0.1]:0").value == Addresses{"127.0.0.1:0"});
  CHECK(ParseListenAddresses("[0:0:0:0:0:FFFF:7F00:1]:9").value == Addresses{"127.0.0.1:9"});
  CHECK(ParseListenAddresses("[::ffff:0.0.0.0]:00").value == Addresses{"0.0.0.0:0"});
  CHECK(ParseListenAddresses("[0:0::0:1]:010110").value == Addresses{"[::1]:10110"});
  CHECK(ParseListenAddresses("[2001:DB8::A]:1").value == Addresses{"[2001:db8::a]:1"});
}

TEST_CASE("an address of a link or of many hosts is refused by its name") {
  for (const char* text : {"[fe80::1]:0", "[fe80::1%lo]:0", "[febf::1%2]:0", "[::1%lo]:0"}) {
    CAPTURE(text);
    CHECK(ParseListenAddresses(text).problem.starts_with("'" + std::string(text) + "' is an address of one link"));
  }
  for (const char* text : {"[ff02::1]:0", "224.0.0.1:0", "239.255.255.255:0", "255.255.255.255:0"}) {
    CAPTURE(text);
    CHECK(ParseListenAddresses(text).problem.starts_with("'" + std::string(text) + "' is an address of many hosts"));
  }
  CHECK(ParseListenAddresses("169.254.1.1:0").problem == "");
  CHECK(ParseListenAddresses("[fec0::1]:0").problem == "");
}

TEST_CASE("a fault repeats what was written") {
  CHECK(ParseListenAddresses("127.0.0.1:").problem ==
        "'127.0.0.1:' needs a port: '' is not a whole number between 0 and 65535");
  CHECK(ParseListenAddresses("[::1]:65536").problem ==
        "'[::1]:65536' needs a port: '65536' is not a whole number between 0 and 65535");
  CHECK(ParseListenAddresses(":").problem == "':' needs a port: '' is not a whole number between 0 and 65535");
  CHECK(ParseListenAddresses("127.0.0.1").problem ==
        "'127.0.0.1' is not an address and a port such as :10110, 127.0.0.1:10110 or [::1]:10110");
}

TEST_CASE("anything else is no address to listen on") {
  for (const char* text : {"10110",
                           "127.0.0.1",
                           "127.0.0.1:",
                           "127.0.0.1:99999",
                           "127.0.0.1:-1",
                           "127.0.0.1:1x",
                           "::1:9",
                           "[::1]",
                           "[::1:9",
                           "example.com:80",
                           "256.0.0.1:1",
                           ":1,",
                           ",:1",
                           ":1,,:2",
                           "[]:1",
                           "127.0.0.1:http",
                           "http://127.0.0.1:1",
                           "[127.0.0.1]:1",
                           "[%lo]:1",
                           "127.0.0.1%lo:1",
                           "*:1",
                           ":+1",
                           "",
                           "[localhost]:1"}) {
    CAPTURE(text);
    CHECK(ParseListenAddresses(text).problem != "");
  }
}

TEST_CASE("an address with a port cannot be listened on twice, however it is spelled") {
  CHECK(ParseListenAddresses(":1,:2,:1").problem == ":1 is named twice");
  CHECK(ParseListenAddresses("127.0.0.1:1,[::ffff:7f00:1]:01").problem == "127.0.0.1:1 is named twice");
  CHECK(ParseListenAddresses("[::1]:1,[0::1]:1").problem == "[::1]:1 is named twice");
}

TEST_CASE("nothing can be listened on besides every address") {
  for (const char* text : {":1,127.0.0.1:1", "127.0.0.1:1,:1", "[::1]:1,[::]:1", "0.0.0.0:1,127.0.0.1:1",
                           ":1,localhost:1", ":1,[::]:1", "0.0.0.0:1,:1"}) {
    CAPTURE(text);
    CHECK(ParseListenAddresses(text).problem.find("which is every address") != std::string::npos);
  }
  CHECK(ParseListenAddresses(":1,127.0.0.1:1").problem == "127.0.0.1:1 is named besides :1, which is every address");
  for (const char* text : {":0,127.0.0.1:0,:0", ":1,127.0.0.1:2", "[::]:1,0.0.0.0:1", "[::]:1,127.0.0.1:1",
                           "0.0.0.0:1,[::1]:1", "127.0.0.1:1,127.0.0.2:1"}) {
    CAPTURE(text);
    CHECK(ParseListenAddresses(text).problem == "");
  }
}

}  // namespace
}  // namespace workspace_exporter
