#include "exporter/reload/reloader.h"

#include <new>

#include <doctest/doctest.h>

#include "reload_bench.h"

namespace workspace_exporter {
namespace {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;

/// A program that serves the project "one" of the file "config.yaml", and will read what a test says.
struct ReloaderBench : ReloadBench {
  ReloaderBench() {
    files.Write("config.yaml", "1");
    files.Write("ca.pem", "certificates");
    next.config_file = "config.yaml";
    next.content = 1;
    next.projects = {ByTokenFile("one")};
    next.projects[0].ca_file = "ca.pem";
    REQUIRE(projects.Replace(next.projects));
    reloader.emplace(
        reload, projects, *security, [this] { return Read(); }, next);
    clock.Advance(1min);
  }
  OptionsOrFaults Read() {
    ++reads;
    if (while_read) while_read();
    if (!faults.empty()) return faults;
    Faults of_web;
    next.web.config = ReadWeb(of_web);
    return next;
  }
  /// Of what will be read.
  void Add(const std::string& project) {
    next.projects.push_back(ByTokenFile(project));
    ++next.content;
  }

  Options next;
  Faults faults;
  std::function<void()> while_read;
  int reads = 0;
  std::unique_ptr<WebSecurity> security = std::get<0>(MakeSecurity());
  std::optional<Reloader> reloader;
};

TEST_CASE("a configuration that is read again is served, with a line and a time") {
  ReloaderBench bench;
  bench.Add("two");
  CHECK(bench.reloader->Reload("SIGHUP"));
  CHECK(bench.Names() == Names{"one", "two"});
  CHECK(bench.recorded.Take() == LogLines{"level=info msg=\"configuration loaded again\" why=SIGHUP projects=2"});
  CHECK(bench.TakenAt() == bench.clock.Now());
}

TEST_CASE("what holds nothing new is not called loaded again") {
  ReloaderBench bench;
  CHECK(bench.reloader->Reload("SIGHUP"));
  CHECK(bench.recorded.Take() ==
        LogLines{"level=info msg=\"configuration read again, nothing in it is new\" why=SIGHUP"});
  CHECK(bench.TakenAt() == bench.clock.Now() - 1min);
}

TEST_CASE("a refused configuration leaves the old one, every fault told, until one is taken, be it the old one") {
  ReloaderBench bench;
  bench.Add("two");
  bench.faults = {"--page_size: 1", "--region: none"};
  CHECK_FALSE(bench.reloader->Reload("request"));
  CHECK(bench.Names() == Names{"one"});
  CHECK_FALSE(bench.LastSucceeded());
  CHECK(bench.recorded.Take() ==
        LogLines{"level=error msg=\"configuration refused, the old one stays\" why=request fault=\"--page_size: 1\"",
                 "level=error msg=\"configuration refused, the old one stays\" why=request fault=\"--region: none\""});
  bench.faults.clear();
  bench.next.projects.pop_back();
  bench.next.content = 1;
  CHECK(bench.reloader->Reload("request"));
  CHECK(bench.LastSucceeded());
}

TEST_CASE("where a project cannot be made, its web configuration is not taken either") {
  ReloaderBench bench;
  bench.files.Write("web.yaml", WebFileOf(1));
  bench.Add("two");
  bench.next.projects.back().endpoint.host = "no-certificates";
  CHECK_FALSE(bench.reloader->Reload("SIGHUP"));
  CHECK(bench.Names() == Names{"one"});
  CHECK_FALSE(bench.security->AsksForPassword());
  CHECK(bench.recorded.Take() == LogLines{"level=error msg=\"configuration refused, the old one stays\" why=SIGHUP "
                                          "fault=\"project two: no certificates\""});
}

TEST_CASE("where the web configuration is refused, no project changes") {
  ReloaderBench bench;
  bench.files.Write("web.yaml", "tls_server_config:\n  cert_file: ca.pem\n  key_file: ca.pem\n");
  bench.Add("two");
  CHECK_FALSE(bench.reloader->Reload("SIGHUP"));
  CHECK(bench.Names() == Names{"one"});
  CHECK_FALSE(bench.LastSucceeded());
}

TEST_CASE("a web configuration is taken with the rest") {
  ReloaderBench bench;
  bench.files.Write("web.yaml", WebFileOf(1));
  CHECK(bench.reloader->Reload("SIGHUP"));
  CHECK(bench.security->AsksForPassword());
  CHECK(bench.recorded.Take() == LogLines{"level=info msg=\"web configuration loaded again\" users=1"});
}

TEST_CASE("a configuration that there is no memory for is refused") {
  ReloaderBench bench;
  bench.while_read = [] { throw std::bad_alloc(); };
  CHECK_FALSE(bench.reloader->Reload("SIGHUP"));
  CHECK(bench.recorded.Take() == LogLines{"level=error msg=\"configuration refused, the old one stays\" why=SIGHUP "
                                          "fault=\"out of memory or threads\""});
  CHECK(bench.Names() == Names{"one"});
}

TEST_CASE("it is read again where its file or the CAs of a project are others, once, and not where nothing is") {
  ReloaderBench bench;
  bench.reloader->ReloadIfChanged();
  CHECK(bench.reads == 0);
  for (const char* const file : {"config.yaml", "ca.pem"}) {
    bench.reads = 0;
    bench.files.Touch(file);
    bench.reloader->ReloadIfChanged();
    bench.reloader->ReloadIfChanged();
    CHECK(bench.reads == 1);
  }
  bench.reads = 0;
  bench.files.Touch("token");
  bench.reloader->ReloadIfChanged();
  CHECK(bench.reads == 0);
}

TEST_CASE("a change while it is read is seen the next time") {
  ReloaderBench bench;
  bench.files.Touch("config.yaml");
  bench.while_read = [&] { bench.files.Touch("config.yaml"); };
  bench.reloader->ReloadIfChanged();
  bench.while_read = nullptr;
  bench.reloader->ReloadIfChanged();
  bench.reloader->ReloadIfChanged();
  CHECK(bench.reads == 2);
}

TEST_CASE("once the web configuration is in order, what was refused is read again, and nothing else") {
  ReloaderBench bench;
  bench.reloader->ReloadIfRefused();
  CHECK(bench.reads == 0);
  bench.faults = {"fault"};
  bench.reloader->Reload("SIGHUP");
  bench.faults.clear();
  bench.reloader->ReloadIfRefused();
  bench.reloader->ReloadIfRefused();
  CHECK(bench.reads == 2);
  CHECK(bench.LastSucceeded());
}

TEST_CASE("a sign-in that was refused is tried again when somebody asks, not when a file has changed") {
  ReloaderBench bench;
  bench.files.Write("password", "wrong");
  bench.hosts["iam"] = [](const HttpRequest&) { return HttpResponse{.status = 401, .body = "{}"}; };
  bench.next.projects = {ByPassword("one")};
  REQUIRE(bench.reloader->Reload("SIGHUP"));
  const std::shared_ptr<Project> project = bench.projects.List()->front();
  const auto sign_ins = [&] {
    CHECK_FALSE(IsServed(*project));
    return bench.SentTo("iam").size();
  };
  CHECK(sign_ins() == 1);
  CHECK(sign_ins() == 1);
  bench.files.Touch("config.yaml");
  bench.reloader->ReloadIfChanged();
  CHECK(sign_ins() == 1);
  bench.faults = {"fault"};
  bench.reloader->Reload("SIGHUP");
  CHECK(sign_ins() == 2);
}

TEST_CASE("the configuration lives on its own files and on those that a sign-in follows") {
  const ReloaderBench bench;
  CHECK(bench.reloader->Files() == Names{"config.yaml", "ca.pem", "token"});
}

}  // namespace
}  // namespace workspace_exporter
