#include "http/no_proxy.h"

#include <string>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

bool Direct(std::string_view no_proxy, std::string host, std::uint16_t port = 443) {
  return IsWithoutProxy(no_proxy, {.host = std::move(host), .port = port});
}

TEST_CASE("nothing is reached directly where nothing is named") {
  for (const char* empty : {"", " ", ",", " , ,\t,\n"}) CHECK_FALSE(Direct(empty, "api.example.com"));
}

TEST_CASE("a star stands for every host") {
  for (const char* host : {"api.example.com", "192.0.2.1", "2001:db8::1"}) CHECK(Direct("*", host));
  CHECK(Direct("*:443", "a.example"));
  CHECK_FALSE(Direct("*:8443", "a.example"));
}

TEST_CASE("a name stands for itself and what is below it, in any case") {
  for (const char* entry : {"example.com", ".example.com", "*.example.com", "EXAMPLE.com", "example.com."}) {
    CAPTURE(entry);
    CHECK(Direct(entry, "example.com"));
    CHECK(Direct(entry, "api.example.com"));
    CHECK(Direct(entry, "a.b.Example.Com"));
    CHECK(Direct(entry, "api.example.com."));
    for (const char* other : {"badexample.com", "example.com.evil.net", "example.co", "com", "192.0.2.1"}) {
      CHECK_FALSE(Direct(entry, other));
    }
  }
  CHECK(Direct("localhost", "localhost"));
  CHECK_FALSE(Direct("localhost", "127.0.0.1"));
}

TEST_CASE("entries stand between commas and spaces") {
  for (const char* list :
       {"a.example,b.example", "a.example b.example", " a.example , b.example ,", "a.example,,\tb.example\n"}) {
    CAPTURE(list);
    CHECK(Direct(list, "a.example"));
    CHECK(Direct(list, "b.example"));
    CHECK_FALSE(Direct(list, "c.example"));
  }
  CHECK(Direct("[bad, 10.0.0.0/99, b.example", "b.example"));
}

TEST_CASE("a port narrows an entry") {
  for (const char* entry : {"example.com:8443", ".example.com:8443"}) {
    CHECK(Direct(entry, "api.example.com", 8443));
    CHECK_FALSE(Direct(entry, "api.example.com", 443));
  }
  CHECK(Direct("192.0.2.1:8443", "192.0.2.1", 8443));
  CHECK_FALSE(Direct("192.0.2.1:8443", "192.0.2.1", 443));
  CHECK(Direct("192.0.2.0/24:8443", "192.0.2.1", 8443));
  CHECK(Direct("[2001:db8::1]:8443", "2001:db8::1", 8443));
  CHECK_FALSE(Direct("[2001:db8::1]:8443", "2001:db8::1", 443));
  CHECK(Direct("[2001:db8::/32]:443", "2001:db8::1"));
}

TEST_CASE("an address stands for itself, however it is written") {
  CHECK(Direct("192.0.2.1", "192.0.2.1"));
  CHECK_FALSE(Direct("192.0.2.1", "192.0.2.11"));
  CHECK_FALSE(Direct("2.1", "192.0.2.1"));
  CHECK(Direct("2001:DB8:0::1", "2001:db8::1"));
  CHECK(Direct("[2001:db8::1]", "2001:db8::1"));
  CHECK_FALSE(Direct("2001:db8::1", "2001:db8::2"));
  CHECK(Direct("192.0.2.1", "::ffff:192.0.2.1"));
  CHECK(Direct("::ffff:192.0.2.1", "192.0.2.1"));
}

TEST_CASE("a network stands for its addresses") {
  CHECK(Direct("10.0.0.0/8", "10.255.255.255"));
  CHECK_FALSE(Direct("10.0.0.0/8", "11.0.0.0"));
  CHECK(Direct("10.1.2.3/8", "10.9.9.9"));  // bits behind the prefix say nothing
  CHECK(Direct("172.16.0.0/12", "172.31.255.255"));
  CHECK_FALSE(Direct("172.16.0.0/12", "172.32.0.0"));
  CHECK(Direct("192.0.2.4/31", "192.0.2.5"));
  CHECK_FALSE(Direct("192.0.2.4/31", "192.0.2.6"));
  CHECK(Direct("192.0.2.4/32", "192.0.2.4"));
  CHECK_FALSE(Direct("192.0.2.4/32", "192.0.2.5"));
  CHECK(Direct("0.0.0.0/0", "203.0.113.9"));
  CHECK(Direct("fd00::/8", "fdff::1"));
  CHECK_FALSE(Direct("fd00::/8", "fe00::1"));
  CHECK(Direct("2001:db8::/33", "2001:db8:7fff::"));
  CHECK_FALSE(Direct("2001:db8::/33", "2001:db8:8000::"));
  CHECK(Direct("2001:db8::1/128", "2001:db8::1"));
  CHECK(Direct("::ffff:10.0.0.0/104", "10.1.1.1"));
}

TEST_CASE("a network of one family holds no address of the other, and no name") {
  CHECK(Direct("::/0", "2001:db8::1"));
  CHECK_FALSE(Direct("::/0", "192.0.2.1"));
  CHECK_FALSE(Direct("::/0", "::ffff:192.0.2.1"));
  CHECK_FALSE(Direct("0.0.0.0/0", "2001:db8::1"));
  CHECK_FALSE(Direct("0.0.0.0/0", "api.example.com"));
}

TEST_CASE("a malformed entry matches nothing") {
  for (const std::string entry :
       {".", "..", "*.", "**", "*com", "..example.com", "example.com:", "example.com:0", "example.com:65536",
        "example.com:443x", "example.com:-1", "example.com:443:443", ":443", "http://example.com", "example.com/",
        "[example.com]", "[example.com]:443", "user@example.com"}) {
    CAPTURE(entry);
    CHECK_FALSE(Direct(entry, "example.com"));
  }
  for (const std::string entry :
       {"10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8x", "10.0.0.0/8/8", "10.0.0.0/255.0.0.0",
        "10.0.0/8", "10/8", "/8", "10.0.0.1x", "[10.0.0.1]", "10.0.0.1:", "10.0.0.1:443/8", "10.0.0.0/99999999999"}) {
    CAPTURE(entry);
    CHECK_FALSE(Direct(entry, "10.0.0.1"));
  }
  for (const std::string entry : {"fd00::/129", "fd00::/", "[fd00::1", "fd00::1]", "[fd00::1]443",
                                  "[fd00::1]:", "[fd00::]/8", "fd00::1%eth0", "[]", "[]:443", ":", "fd00:::1"}) {
    CAPTURE(entry);
    CHECK_FALSE(Direct(entry, "fd00::1"));
  }
  CHECK_FALSE(Direct(std::string_view("10.0.0.1\0", 9), "10.0.0.1"));
}

}  // namespace
}  // namespace workspace_exporter
