#include "exporter/answers/forwarded_for.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

std::string Of(const std::string& name, const std::string& value) { return ForwardedFor({{name, value}}); }

TEST_CASE("the first address that a proxy names, without its port") {
  CHECK(ForwardedFor({}).empty());
  CHECK(Of("X-Forwarded-For", "192.0.2.1") == "192.0.2.1");
  CHECK(Of("x-forwarded-for", " 192.0.2.1 , 198.51.100.7") == "192.0.2.1");
  CHECK(Of("X-Forwarded-For", "192.0.2.1:40112, 198.51.100.7") == "192.0.2.1");
  CHECK(Of("X-Forwarded-For", "2001:db8::1") == "2001:db8::1");
  CHECK(Of("X-Forwarded-For", "[2001:db8::1]:40112") == "2001:db8::1");
  CHECK(Of("Forwarded", "for=192.0.2.1;proto=https, for=198.51.100.7") == "192.0.2.1");
  CHECK(Of("Forwarded", "proto=https; For=\"[2001:db8::1]:40112\";by=203.0.113.4") == "2001:db8::1");
  CHECK(Of("Forwarded", "for=_hidden") == "_hidden");
}

TEST_CASE("what names nobody is nobody, and no more than an address is kept of what does") {
  for (const std::string value : {"", ";", ";;", "for", "for=", "by=a", "=", "for=\"\""}) {
    CHECK(Of("Forwarded", value).empty());
  }
  CHECK(Of("X-Forwarded-For", "[").empty());
  CHECK(Of("X-Forwarded-For", std::string(1000, 'x')).size() == 64);
}

}  // namespace
}  // namespace workspace_exporter
