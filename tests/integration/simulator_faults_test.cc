#include <chrono>
#include <future>
#include <memory>
#include <thread>

#include <doctest/doctest.h>

#include "integration/simulator_client.h"
#include "support/raw_client.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

void AddFault(SimulatorClient& simulator, const json& fault) {
  CHECK(simulator.Control("faults", json::array({fault})) == json{{"ok", true}});
}

}  // namespace

TEST_CASE("a fault strikes the requests that it names, so often as it says") {
  SimulatorClient simulator;
  AddFault(simulator, {{"kind", "status"}, {"status", 502}, {"from", 2}, {"every", 2}, {"times", 2}});
  std::vector<int> statuses;
  statuses.reserve(7);
  for (int request = 0; request < 7; ++request) statuses.push_back(simulator.List()->status);
  CHECK(statuses == std::vector<int>{200, 502, 200, 502, 200, 200, 200});
  CHECK(simulator.ControlGet("faults").at(0).at("struck") == 2);
}

TEST_CASE("a fault may be bound to one page or one operation") {
  SimulatorClient simulator;
  AddFault(simulator, {{"kind", "status"}, {"offset", 20}});
  AddFault(simulator, {{"kind", "status"}, {"operation", "sign_in"}, {"status", 500}});
  CHECK(simulator.List("offset=10")->status == 200);
  CHECK(simulator.List("offset=20")->status == 503);
  CHECK(simulator.SignIn()->status == 500);
  simulator.http().Delete("/_control/faults");
  CHECK(simulator.SignIn()->status == 201);
}

TEST_CASE("error bodies come in each shape") {
  SimulatorClient simulator;
  const auto body = [&simulator](const char* shape) {
    simulator.http().Delete("/_control/faults");
    AddFault(simulator, {{"kind", "status"}, {"status", 500}, {"shape", shape}, {"code", "WKS.1"}, {"retry_after", 3}});
    const auto result = simulator.List();
    CHECK(result->get_header_value("Retry-After") == "3");
    return result->body;
  };
  CHECK(json::parse(body("a")).at("error_code") == "WKS.1");
  CHECK(json::parse(body("b")).at("code") == "WKS.1");
  CHECK(json::parse(body("c")).at("error").at("code") == 500);
  CHECK(json::parse(body("d")).at("errorCode") == "WKS.1");
  CHECK(json::parse(body("camel")).at("errorCode") == "WKS.1");
  CHECK(json::parse(body("camel")).at("errorMsg") == "made to fail");
  CHECK(json::parse(body("nested_twice")).at("response").at("fault").at("error_code") == "WKS.1");
  CHECK(json::parse(body("denied")).at("encoded_authorization_message").get<std::string>().size() > 4000);
  CHECK(json::parse(body("nested")).at("fault").at("error_code") == "WKS.1");
  CHECK(json::parse(body("details")).contains("encoded_authorization_message"));
  CHECK(body("html").starts_with("<html>"));
  CHECK(body("empty").empty());
}

TEST_CASE("connections that break are errors of the client, and the next one works") {
  SimulatorClient simulator;
  for (const char* kind : {"reset_before_headers", "close_mid_body"}) {
    CAPTURE(kind);
    simulator.http().Delete("/_control/faults");
    AddFault(simulator, {{"kind", kind}, {"bytes", 100}});
    CHECK_FALSE(static_cast<bool>(simulator.List()));
  }
  simulator.http().Delete("/_control/faults");
  CHECK(simulator.List()->status == 200);
}

TEST_CASE("a request that hangs is let go when its client goes, and counted as in flight until then") {
  SimulatorClient simulator;
  AddFault(simulator, {{"kind", "hang"}, {"times", 1}});
  simulator.http().set_read_timeout(std::chrono::milliseconds(50));
  CHECK_FALSE(static_cast<bool>(simulator.List()));
  simulator.http().set_read_timeout(5);
  while (simulator.ControlGet("requests").at("in_flight") != 0) std::this_thread::yield();
  CHECK(simulator.ControlGet("requests").at("requests").at(0).at("status") == 0);
}

TEST_CASE("a simulator that is destroyed ends what hangs") {
  auto simulator = std::make_unique<SimulatorClient>();
  AddFault(*simulator, {{"kind", "hang"}, {"operation", "any"}});
  httplib::Client other("http://" + simulator->address());
  auto answered = std::async(std::launch::async, [&other] { return static_cast<bool>(other.Get("/v1/any")); });
  while (simulator->ControlGet("requests").at("in_flight") != 1) std::this_thread::yield();
  simulator.reset();
  CHECK_FALSE(answered.get());
}

TEST_CASE("dripped and chunked bodies arrive whole") {
  SimulatorClient simulator(json{{"sessions", 3}});
  const json page = simulator.Page();
  AddFault(simulator, {{"kind", "drip_body"}, {"delay_ms", 1}, {"bytes", 300}, {"chunked", true}});
  AddFault(simulator, {{"kind", "drip_headers"}, {"delay_ms", 0.1}});
  const auto result = simulator.List();
  CHECK(result->get_header_value("Transfer-Encoding") == "chunked");
  CHECK(json::parse(result->body) == page);
}

TEST_CASE("latency and a slow first byte are waited for") {
  SimulatorClient simulator(json{{"latency_ms", 20}});
  AddFault(simulator, {{"kind", "slow_first_byte"}, {"delay_ms", 30}});
  const auto before = std::chrono::steady_clock::now();
  CHECK(simulator.List()->status == 200);
  CHECK(std::chrono::steady_clock::now() - before >= std::chrono::milliseconds(50));
}

TEST_CASE("bodies are garbled in the form that is asked for") {
  SimulatorClient simulator(json{{"sessions", 3}});
  const auto body = [&simulator](const char* form) {
    simulator.http().Delete("/_control/faults");
    AddFault(simulator, {{"kind", "garble"}, {"form", form}, {"bytes", 3'000'000}});
    return simulator.List()->body;
  };
  for (const char* form : {"not_json", "cut", "empty", "html", "trailing"}) {
    CAPTURE(form);
    CHECK_FALSE(json::accept(body(form)));
  }
  CHECK(json::parse(body("array")).is_array());
  CHECK(body("deep").size() > 100'000);
  CHECK(json::parse(body("huge")).at("items").at(0).at("id").get<std::string>().size() == 3'000'000);
  CHECK_FALSE(json::parse(body("count_missing")).contains("count"));
  CHECK(json::parse(body("count_string")).at("count") == "3");
  CHECK(json::parse(body("count_negative")).at("count") == -1);
  CHECK_FALSE(json::parse(body("items_missing")).contains("items"));
  CHECK(json::parse(body("items_null")).at("items").is_null());
  CHECK(json::parse(body("wrong_type")).at("items").at(3).at("session_state").is_object());
}

TEST_CASE("counts lie, rows come twice, pages are short") {
  SimulatorClient simulator(json{{"sessions", 30}});
  AddFault(simulator, {{"kind", "count"}, {"delta", -5}, {"offset", 0}});
  AddFault(simulator, {{"kind", "duplicate_rows"}, {"rows", 2}, {"offset", 10}});
  AddFault(simulator, {{"kind", "short_page"}, {"rows", 3}, {"offset", 20}});
  CHECK(simulator.Page().at("count") == 25);
  const json doubled = simulator.Page("offset=10").at("items");
  CHECK(doubled.size() == 12);
  CHECK(doubled.at(11) == doubled.at(1));
  CHECK(simulator.Page("offset=20").at("items").size() == 7);
}

TEST_CASE("an answer is compressed though nobody asked, or sends the client elsewhere") {
  SimulatorClient simulator;
  AddFault(simulator, {{"kind", "gzip"}, {"times", 1}});
  CHECK(simulator.List()->get_header_value("Content-Encoding") == "gzip");
  AddFault(simulator, {{"kind", "redirect"}, {"location", "http://127.0.0.1:1/"}});
  const auto result = simulator.List();
  CHECK(result->status == 302);
  CHECK(result->get_header_value("Location") == "http://127.0.0.1:1/");
}

TEST_CASE("a header is left out or replaced, a count grows or is any JSON") {
  SimulatorClient simulator(json{{"sessions", 30}});
  AddFault(simulator, {{"kind", "header"}, {"operation", "sign_in"}, {"name", "X-Subject-Token"}});
  CHECK_FALSE(simulator.SignIn()->has_header("X-Subject-Token"));
  AddFault(simulator, {{"kind", "header"}, {"name", "Date"}, {"value", "yesterday"}});
  CHECK(simulator.List()->get_header_value("Date") == "yesterday");
  CHECK(simulator.List()->get_header_value_count("Date") == 1);
  AddFault(simulator, {{"kind", "count"}, {"delta", 10}, {"grow", true}});
  CHECK(simulator.Page().at("count") == 40);
  CHECK(simulator.Page().at("count") == 50);
  AddFault(simulator, {{"kind", "count"}, {"value", "1e3"}});
  CHECK(simulator.Page().at("count").is_number_float());
}

TEST_CASE("heads and chunks that are none, and lengths that do not fit") {
  const auto received = [](const json& fault) {
    SimulatorClient simulator(json{{"sessions", 3}});
    AddFault(simulator, fault);
    RawClient client(simulator.address());
    client.Send("GET /v1/" + simulator.project() + "/session/list-sessions HTTP/1.1\r\nX-Auth-Token: " +
                SimulatorClient::kToken + "\r\nConnection: close\r\n\r\n");
    return client.ReadToEnd();
  };
  CHECK(received({{"kind", "reset_in_headers"}, {"bytes", 9}}).size() <= 9);
  CHECK(received({{"kind", "broken_head"}, {"form", "not_http"}}).starts_with("220 "));
  CHECK(received({{"kind", "broken_head"}, {"form", "huge"}}).size() > 100'000);
  CHECK(received({{"kind", "broken_head"}, {"form", "endless"}})
            .starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100"));
  CHECK(received({{"kind", "broken_chunks"}, {"form", "huge"}}).find("\r\nffffffffffffffff\r\n{") != std::string::npos);
  CHECK_FALSE(received({{"kind", "broken_chunks"}, {"form", "no_end"}}).ends_with("0\r\n\r\n"));
  const auto surplus = [&](std::int64_t delta) {
    const std::string answer = received({{"kind", "length"}, {"delta", delta}});
    const std::size_t length = std::stoul(answer.substr(answer.find("Content-Length: ") + 16));
    return static_cast<std::int64_t>(length) - static_cast<std::int64_t>(answer.size() - answer.find("\r\n\r\n") - 4);
  };
  CHECK(surplus(7) == 7);
  CHECK(surplus(-7) == -7);
}

TEST_CASE("a fault that is not known is refused") {
  SimulatorClient simulator;
  CHECK(simulator.Control("faults", json::array({{{"kind", "odd"}}})).contains("error"));
  CHECK(simulator.Control("faults", json::array({{{"kind", "status"}, {"tims", 1}}})).contains("error"));
  CHECK(simulator.ControlGet("faults").empty());
}

}  // namespace workspace_exporter
