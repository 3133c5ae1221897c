// Names: families of addresses and domains of a search list that fail or are silent, and look-ups at once.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "http/caching_resolver.h"
#include "support/http_rig.h"
#include "support/name_server.h"

namespace workspace_exporter {
namespace {

constexpr const char* kName = "api.test.example";
const Addresses kIpv4 = {"192.0.2.1"};
const Addresses kIpv6 = {"2001:db8::1"};

using Code = NameReply::Code;

/// A look-up that must not take as long as a try of c-ares does.
struct LookUp {
  LookUp(Resolver& resolver, const std::string& host, Milliseconds limit = kLimit) {
    const SystemClock clock;
    const CancelSignal never{std::stop_token()};
    const SteadyTime begun = clock.SteadyNow();
    found = resolver.Resolve(host, IoWait(clock, Deadline::In(clock, limit), never));
    took = std::chrono::ceil<Milliseconds>(clock.SteadyNow() - begun);
  }

  Result<Addresses> found = Error{};
  Milliseconds took = {};
};

/// Every way for a server not to tell addresses of a family.
std::vector<NameReply> Failures() {
  std::vector<NameReply> failures = {{.silent = true}, {.truncated = true}, {}};
  for (const Code code : {Code::kServFail, Code::kRefused, Code::kNotImp, Code::kFormErr, Code::kNxDomain}) {
    failures.push_back({.code = code});
  }
  return failures;
}

void CheckFound(const std::string& servers, bool ipv6) {
  CaresResolver resolver(servers, std::vector<std::string>());
  const LookUp look_up(resolver, kName);
  REQUIRE(look_up.found);
  CHECK(*look_up.found == (ipv6 ? kIpv6 : kIpv4));
  CHECK(look_up.took < Slowdown() * Milliseconds(900));
}

TEST_CASE("a family that answers is found, however the other fails, with one name server, two or three") {
  for (const bool ipv6 : {false, true}) {
    for (const NameReply& failure : Failures()) {
      // That there is no such name counts where it is said of IPv4.
      if (ipv6 && failure.code == Code::kNxDomain) continue;
      CAPTURE(ipv6);
      CAPTURE(static_cast<int>(failure.code));
      CAPTURE(failure.silent);
      const auto answer = [&failure, ipv6](const std::string&, bool asked_ipv6) {
        return asked_ipv6 == ipv6 ? NameReply{.addresses = ipv6 ? kIpv6 : kIpv4} : failure;
      };
      NameServer one(answer);
      NameServer two(answer);
      NameServer three(answer);
      CheckFound(one.address(), ipv6);
      CheckFound(one.address() + "," + two.address(), ipv6);
      CheckFound(one.address() + "," + two.address() + "," + three.address(), ipv6);
    }
  }
}

TEST_CASE("both families are found where both answer") {
  NameServer names([](const std::string&, bool ipv6) { return NameReply{.addresses = ipv6 ? kIpv6 : kIpv4}; });
  CaresResolver resolver(names.address(), std::vector<std::string>());
  const LookUp look_up(resolver, kName);
  REQUIRE(look_up.found);
  CHECK(look_up.found->size() == 2);
  CHECK(names.questions() == 2);
}

TEST_CASE("a name that does not exist is told at once") {
  NameServer names([](const std::string&, bool) { return NameReply{.code = Code::kNxDomain}; });
  CaresResolver resolver(names.address(), std::vector<std::string>());
  const LookUp look_up(resolver, kName);
  REQUIRE_FALSE(look_up.found);
  CHECK(look_up.found.error().message == "Domain name not found");
  CHECK(look_up.took < Slowdown() * Milliseconds(900));
}

/// Knows `known` by IPv4; names below corp.test fail, and there are no others.
NameServer::Answer WithBrokenDomain(const std::string& known, const NameReply& failure) {
  return [known, failure](const std::string& name, bool ipv6) {
    if (name == known) return ipv6 ? NameReply() : NameReply{.addresses = kIpv4};
    return name.ends_with(".corp.test") ? failure : NameReply{.code = Code::kNxDomain};
  };
}

TEST_CASE("a name with a dot needs no domain of the search list") {
  for (const NameReply& failure : Failures()) {
    NameServer names(WithBrokenDomain(kName, failure));
    CaresResolver resolver(names.address(), {{"corp.test", "svc.cluster.local"}});
    const LookUp look_up(resolver, kName);
    REQUIRE(look_up.found);
    CHECK(*look_up.found == kIpv4);
    CHECK(names.questions() == 2);
    CHECK(look_up.took < Slowdown() * Milliseconds(900));
  }
}

TEST_CASE("a domain of the search list that fails does not keep the next one from being asked") {
  for (const NameReply& failure : Failures()) {
    for (const std::string name : {"proxy", "proxy.infra"}) {
      CAPTURE(static_cast<int>(failure.code));
      CAPTURE(failure.silent);
      CAPTURE(name);
      NameServer names(WithBrokenDomain(name + ".svc.cluster.local", failure));
      CaresResolver resolver(names.address(), {{"corp.test", "svc.cluster.local"}});
      const LookUp look_up(resolver, name, 2 * kLimit);
      REQUIRE(look_up.found);
      CHECK(*look_up.found == kIpv4);
      CHECK(look_up.took < (failure.silent ? kLimit : Slowdown() * Milliseconds(900)));
    }
  }
}

TEST_CASE("of a name that nobody knows the error is that of the name as it is") {
  for (const std::string name : {"proxy", "proxy.infra"}) {
    NameServer names(WithBrokenDomain("another", {.code = Code::kServFail}));
    CaresResolver resolver(names.address(), {{"svc.cluster.local", "corp.test"}});
    const LookUp look_up(resolver, name);
    REQUIRE_FALSE(look_up.found);
    CHECK(look_up.found.error().kind == ErrorKind::kNetwork);
    CHECK(look_up.found.error().message == "Domain name not found");
  }
}

TEST_CASE("a name that ends in a dot is asked as it is only") {
  NameServer names(WithBrokenDomain("proxy.svc.cluster.local", {}));
  CaresResolver resolver(names.address(), {{"svc.cluster.local"}});
  CHECK_FALSE(LookUp(resolver, "proxy.").found);
  CHECK(LookUp(resolver, "proxy.svc.cluster.local.").found);
}

TEST_CASE("the hosts file holds for a name that ends in a dot as well") {
  NameServer names({}, true);
  CaresResolver resolver(names.address(), {{"corp.test"}});
  CHECK(LookUp(resolver, "localhost.").found);
  CHECK(names.questions() == 0);
}

TEST_CASE("equal look-ups at once are one") {
  std::atomic<bool> may_answer = false;
  NameServer names([&may_answer](const std::string&, bool ipv6) {
    while (!may_answer) std::this_thread::yield();
    return ipv6 ? NameReply() : NameReply{.addresses = kIpv4};
  });
  const SystemClock clock;
  CaresResolver resolver(names.address(), std::vector<std::string>());
  CachingResolver caching(resolver, clock);
  std::atomic<int> begun = 0;
  std::atomic<int> found = 0;
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 8; ++i) {
      callers.emplace_back([&] {
        ++begun;
        found += LookUp(caching, kName).found ? 1 : 0;
      });
    }
    while (begun < 8) std::this_thread::yield();
    may_answer = true;
  }
  CHECK(found == 8);
  CHECK(names.questions() == 2);
}

}  // namespace
}  // namespace workspace_exporter
