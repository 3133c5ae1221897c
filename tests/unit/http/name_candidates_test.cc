#include "http/name_candidates.h"

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using Names = std::vector<std::string>;

TEST_CASE("a name with a dot is asked as it is first, one without as it is last, one that ends in a dot only so") {
  const Names search = {"ns.svc.cluster.local", "corp.test"};
  CHECK(NameCandidates("api.example.com", search) ==
        Names{"api.example.com", "api.example.com.ns.svc.cluster.local", "api.example.com.corp.test"});
  CHECK(NameCandidates("proxy", search) == Names{"proxy.ns.svc.cluster.local", "proxy.corp.test", "proxy"});
  CHECK(NameCandidates("api.example.com.", search) == Names{"api.example.com"});
  CHECK(NameCandidates("proxy.", search) == Names{"proxy"});
  CHECK(NameCandidates("proxy", {}) == Names{"proxy"});
}

TEST_CASE("a name that would be too long with a domain is not asked so") {
  const std::string host(200, 'a');
  CHECK(NameCandidates(host, {std::string(52, 'b'), std::string(53, 'c')}) ==
        Names{host + '.' + std::string(52, 'b'), host});
}

TEST_CASE("the last line search or domain of a resolv.conf is the search list") {
  CHECK(SearchListOf("nameserver 10.0.0.10\nsearch a.local b.local.\t. c\noptions ndots:5\n", "host.example.com") ==
        Names{"a.local", "b.local", "c"});
  CHECK(SearchListOf("search a\ndomain b\n", "") == Names{"b"});
  CHECK(SearchListOf("domain b\r\n  search a", "") == Names{"a"});
  CHECK(SearchListOf("#search a\n; search b\nsearching c\n", "").empty());
  CHECK(SearchListOf("search .\n", "host.example.com").empty());
  CHECK(SearchListOf("search\n", "host.example.com").empty());
}

TEST_CASE("without one it is the domain of the machine") {
  CHECK(SearchListOf("nameserver 10.0.0.10\n", "host.example.com") == Names{"example.com"});
  CHECK(SearchListOf("", "host").empty());
  CHECK(SearchListOf("", "host.").empty());
  CHECK(SearchListOf("", "").empty());
}

}  // namespace
}  // namespace workspace_exporter
