#include "base/origin.h"

#include <doctest/doctest.h>

#include "base/ip_address.h"

namespace workspace_exporter {
namespace {

TEST_CASE("an origin has scheme, host, port and the path before the request's") {
  const auto plain = ParseOrigin("http://127.0.0.1:8080/gate/v1/");
  REQUIRE(plain);
  CHECK_FALSE(plain->tls);
  CHECK(plain->host == "127.0.0.1");
  CHECK(plain->port == 8080);
  CHECK(plain->path_prefix == "/gate/v1");

  const auto secure = ParseOrigin("HTTPS://Workspace.AP-Southeast-1.example.com/");
  REQUIRE(secure);
  CHECK(secure->tls);
  CHECK(secure->host == "workspace.ap-southeast-1.example.com");
  CHECK(secure->port == 443);
  CHECK(secure->path_prefix.empty());
}

TEST_CASE("the port is the scheme's own where none is given, and then stays out of the Host header") {
  CHECK(ParseOrigin("http://a")->port == 80);
  CHECK(HostHeader(*ParseOrigin("http://a:80")) == "a");
  CHECK(HostHeader(*ParseOrigin("https://a:443")) == "a");
  CHECK(HostHeader(*ParseOrigin("https://a:80")) == "a:80");
  CHECK(HostAndPort(*ParseOrigin("https://a")) == "a:443");
}

TEST_CASE("an IPv6 address stands in brackets, which are not part of the host") {
  const auto origin = ParseOrigin("https://[FE80::1]:8443");
  REQUIRE(origin);
  CHECK(origin->host == "fe80::1");
  CHECK(origin->port == 8443);
  CHECK(HostAndPort(*origin) == "[fe80::1]:8443");
  CHECK(HostHeader(*ParseOrigin("https://[::1]")) == "[::1]");
}

TEST_CASE("the root's dot is for the look-up alone") {
  const auto origin = ParseOrigin("https://host.example.com./gate");
  REQUIRE(origin);
  CHECK(origin->host == "host.example.com.");
  CHECK(HostName(*origin) == "host.example.com");
  CHECK(HostHeader(*origin) == "host.example.com");
  CHECK(HostHeader(*ParseOrigin("https://host.example.com.:8443")) == "host.example.com:8443");
  CHECK(IsLoopback(*ParseOrigin("http://localhost.")));
}

TEST_CASE("a URL that is no base URL is rejected without being repeated") {
  for (const char* url : {"",
                          "example.com",
                          "ftp://a",
                          "https:/a",
                          "https://",
                          "https:///path",
                          "https://a:",
                          "https://a:0",
                          "https://a:65536",
                          "https://a:+1",
                          "https://a:1x",
                          "https://user@a",
                          "https://user:secret@a",
                          "https://a?secret",
                          "https://a/#secret",
                          "https://a b",
                          "https://a/b c",
                          "https://a\r\nsecret",
                          "https://[::1",
                          "https://[a]",
                          "https://[::1]x",
                          "https://::1",
                          "https://a..b",
                          "https://-a",
                          "https://a/\xc3\xa9",
                          "https://a\\@b",
                          "://x",
                          " https://a",
                          "https://a//",
                          "https://a:4 43",
                          "https://:443",
                          "https://.a",
                          "https://256.0.0.1",
                          "https://1.2.3",
                          "https://[::g]",
                          "https://[127.0.0.1]",
                          "https://ex\xc3\xa4mple.com"}) {
    CAPTURE(url);
    const auto origin = ParseOrigin(url);
    REQUIRE_FALSE(origin);
    CHECK(origin.error().kind == ErrorKind::kRejected);
    CHECK(origin.error().message.find("secret") == std::string::npos);
  }
  CHECK_FALSE(ParseOrigin(std::string_view("https://127.0.0.1\0x", 19)));
  CHECK_FALSE(ParseOrigin("https://" + std::string(254, 'a')));
}

TEST_CASE("an address is told from a name") {
  CHECK(IsIpAddress("127.0.0.1"));
  CHECK(IsIpAddress("::1"));
  CHECK_FALSE(IsIpAddress("localhost"));
  CHECK_FALSE(IsIpAddress("1.2.3.4.example"));
  CHECK_FALSE(IsIpAddress(std::string_view("127.0.0.1\0x", 11)));
}

TEST_CASE("an address has one spelling, and one of IPv4 in IPv6 is of IPv4") {
  CHECK(PlainIpAddress("0:0::0:1") == "::1");
  CHECK(PlainIpAddress("2001:DB8::A") == "2001:db8::a");
  CHECK(PlainIpAddress("::FFFF:7f00:1") == "127.0.0.1");
  CHECK(PlainIpAddress("::ffff:192.0.2.1") == "192.0.2.1");
  for (const char* text : {"127.0.0.1", "localhost", "", "::1%lo", "[::1]"}) CHECK(PlainIpAddress(text) == text);
}

TEST_CASE("some addresses are of a link, or of many hosts") {
  for (const char* text : {"fe80::1", "FE80::", "febf:ffff::1"}) CHECK(IsLinkLocalIpv6Address(text));
  for (const char* text : {"fe7f::1", "fec0::1", "fe8::1", "169.254.1.1"}) CHECK_FALSE(IsLinkLocalIpv6Address(text));
  for (const char* text : {"224.0.0.0", "239.255.255.255", "255.255.255.255", "ff02::1", "ffff::"}) {
    CHECK(IsMulticastOrBroadcastAddress(text));
  }
  for (const char* text : {"223.255.255.255", "240.0.0.0", "0.0.0.0", "::", "fe80::1", "::ffff:0:0", "ff", ""}) {
    CHECK_FALSE(IsMulticastOrBroadcastAddress(text));
  }
}

}  // namespace
}  // namespace workspace_exporter
