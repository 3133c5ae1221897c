#include "access/endpoint.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

const Origin kPlain = {.tls = false, .host = "api", .port = 80};
const Origin kSecure = {.host = "api"};

TEST_CASE("a proxy is taken, but for hosts that go without it, and for plain HTTP where it is that of HTTPS") {
  ProjectOptions options;
  CHECK_FALSE(EndpointOf(options, kSecure).proxy);
  options.proxy = Origin{.host = "proxy"};
  options.proxy_variable = "HTTPS_PROXY";
  CHECK(EndpointOf(options, kSecure).proxy == options.proxy);
  CHECK(EndpointOf(options, kSecure).proxy_variable == "HTTPS_PROXY");
  CHECK(EndpointOf(options, kPlain).proxy == options.proxy);
  options.proxy_is_for_https = true;
  CHECK_FALSE(EndpointOf(options, kPlain).proxy);
  options.no_proxy = "api";
  CHECK_FALSE(EndpointOf(options, kSecure).proxy);
  CHECK(EndpointOf(options, kSecure).proxy_variable.empty());
}

TEST_CASE("what differs in anything that connections are made of has another key") {
  const Endpoint endpoint = {.origin = kSecure};
  CHECK(KeyOf(endpoint) == KeyOf(Endpoint{.origin = kSecure}));
  CHECK(KeyOf(endpoint) != KeyOf(Endpoint{.origin = kPlain}));
  CHECK(KeyOf(endpoint) != KeyOf(Endpoint{.origin = kSecure, .ca_file = "ca"}));
  CHECK(KeyOf(endpoint) != KeyOf(Endpoint{.origin = kSecure, .ca_hash = 1}));
  CHECK(KeyOf(endpoint) != KeyOf(Endpoint{.origin = kSecure, .proxy = kPlain}));
  CHECK(KeyOf(endpoint) != KeyOf(Endpoint{.origin = kSecure, .proxy_variable = "P"}));
}

}  // namespace
}  // namespace workspace_exporter
