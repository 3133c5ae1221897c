#include "config/value_parsers.h"

#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

using Labels = std::vector<std::string>;
using Limits = std::vector<OverdueAfter>;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("true and false are read in gflags' spellings") {
  for (const char* text : {"true", "True", "t", "yes", "Y", "1"}) CHECK(ParseBool(text).value);
  for (const char* text : {"false", "FALSE", "f", "no", "n", "0"}) {
    CHECK_FALSE(ParseBool(text).value);
    CHECK(ParseBool(text).problem == "");
  }
  for (const char* text : {"", "2", "on", "true "}) CHECK(ParseBool(text).problem != "");
}

TEST_CASE("a number lies between its bounds, both included") {
  CHECK(ParseNumber("2", 2, 100).value == 2);
  CHECK(ParseNumber("100", 2, 100).value == 100);
  for (const char* text : {"1", "101", "-2", "+2", "2.0", "2x", " 2", "", "0x10", "99999999999999999999"}) {
    CAPTURE(text);
    CHECK(ParseNumber(text, 2, 100).problem == std::string(text) + " is not a whole number between 2 and 100");
  }
}

TEST_CASE("a span lies between its least and 366 days") {
  CHECK(ParseSpan("0", Milliseconds(0)).problem == "");
  CHECK(ParseSpan("0", Milliseconds(1)).problem == "0 is not between 1ms and 366d");
  CHECK(ParseSpan("366d", Milliseconds(1)).value == kLongestDuration);
  CHECK(ParseSpan("367d", Milliseconds(1)).problem == "367d is not between 1ms and 366d");
  CHECK(ParseSpan("banana", Milliseconds(1)).problem == "'banana' is not a duration such as 500ms, 90s, 1h30m or 7d");
}

TEST_CASE("a quota is requests a window, or 0 for none") {
  CHECK(ParseApiQuota("200/5m").value == Quota{.limit = 200, .window = std::chrono::minutes(5)});
  CHECK(ParseApiQuota("0").value.limit == 0);
  for (const char* text :
       {"200/", "200", "/1m", "0/1m", "-1/1m", "200/0", "200/1m/1m", "200/x", "x/1m", "1000001/1m"}) {
    CAPTURE(text);
    CHECK(ParseApiQuota(text).problem != "");
  }
}

TEST_CASE("a pattern has RE2's syntax") {
  CHECK(CheckPattern("VDI (A|B).*").value == "VDI (A|B).*");
  for (const char* text : {"(", "a)", "[", "*", "a**", "(?=x)", "\xff"}) {
    CAPTURE(text);
    CHECK(CheckPattern(text).problem != "");
  }
}

TEST_CASE("an id is safe in a URL") {
  CHECK(CheckId("0123456789abcdef-X_", 64).problem == "");
  CHECK(CheckId(std::string(64, 'a'), 64).problem == "");
  CHECK(CheckId(std::string(65, 'a'), 64).problem != "");
  for (const char* text : {"a/b", "a b", "a?b", "a%2f", "..", "ä", "a\n"}) CHECK(CheckId(text, 64).problem != "");
}

TEST_CASE("a name is any text without control characters") {
  CHECK(CheckName("con\"tract\\ <b>& 雲").problem == "");
  CHECK(CheckName(std::string(128, 'a')).problem == "");
  CHECK(CheckName(std::string(129, 'a')).problem != "");
  for (const char* text : {"a\nb", "a\x7f", "\xc2\x85", "a\xff", "\xe9\x9b"}) {
    CAPTURE(text);
    CHECK(CheckName(text).problem != "");
  }
}

TEST_CASE("a list is split at its commas") {
  using Pieces = std::vector<std::string_view>;
  CHECK(SplitList("a") == Pieces{"a"});
  CHECK(SplitList(" a , b") == Pieces{"a", "b"});
  CHECK(SplitList("a,,") == Pieces{"a", "", ""});
}

TEST_CASE("a base URL is that of an origin") {
  const Checked<Origin> checked = CheckBaseUrl("HTTPS://API.Example.com:8443/v2/", false);
  CHECK(checked.problem == "");
  CHECK(checked.value == Origin{.host = "api.example.com", .port = 8443, .path_prefix = "/v2"});
  CHECK(CheckBaseUrl("api.example.com", true).problem == "not a URL such as https://api.example.com");
}

TEST_CASE("plain http is for loopback, unless it is allowed") {
  for (const char* url : {"http://127.0.0.1:1", "http://127.9.9.9", "http://localhost:80", "http://[::1]:80/"}) {
    CAPTURE(url);
    CHECK(CheckBaseUrl(url, false).problem == "");
  }
  for (const char* url : {"http://api.example.com", "http://127.0.0.1.example.com", "http://localhost.example.com",
                          "http://10.0.0.1", "http://127.example", "http://[::2]", "http://0.0.0.0"}) {
    CAPTURE(url);
    CHECK(CheckBaseUrl(url, false).problem.find("--allow_plain_http") != std::string::npos);
    CHECK(CheckBaseUrl(url, true).problem == "");
  }
}

TEST_CASE("a fault never repeats the URL, which may hold a password") {
  for (const char* url : {"https://user:hunter2@api.example.com", "http://hunter2", "https://a:hunter2", "hunter2",
                          "https://a/?hunter2"}) {
    CAPTURE(url);
    const std::string problem = CheckBaseUrl(url, false).problem;
    CHECK(problem != "");
    CHECK(problem.find("hunter2") == std::string::npos);
  }
}

TEST_CASE("labels come out of a closed list, in the order given") {
  CHECK(ParseGroupBy("session_state").value == Labels{"session_state"});
  CHECK(ParseGroupBy("server_group, session_state").value == Labels{"server_group", "session_state"});
  CHECK(ParseGroupBy("session_state,server_group,client_type,failed_code,app_name,protocol_type,session_type,"
                     "client_version,agent_version,machine_name")
            .problem == "");
}

TEST_CASE("session_state is required, and no label is named twice") {
  CHECK(ParseGroupBy("server_group").problem == "session_state must be among the labels");
  CHECK(ParseGroupBy("session_state,app_name,session_state").problem == "session_state is named twice");
}

TEST_CASE("personal data is refused by name") {
  for (const char* label : {"login_user", "client_ip", "client_mac", "client_name", "session_stamp", "public_ip"}) {
    CAPTURE(label);
    CHECK(ParseGroupBy("session_state," + std::string(label)).problem ==
          std::string(label) + " is personal data and never a label");
  }
}

TEST_CASE("any other label is a fault") {
  CHECK(ParseGroupBy("session_state,server_group_id").problem ==
        "server_group_id comes with server_group and is not named");
  for (const char* text :
       {"session_state,", "session_state,,app_name", "session_state,project", "Session_State", ","}) {
    CAPTURE(text);
    CHECK(ParseGroupBy(text).problem != "");
  }
}

TEST_CASE("each live state may have a time after which it is overdue") {
  CHECK(ParseOverdue("AppcInit=5m").value == Limits{{"AppcInit", std::chrono::minutes(5)}});
  CHECK(ParseOverdue("Active=1d, Disconnected=8h").value ==
        Limits{{"Active", std::chrono::days(1)}, {"Disconnected", std::chrono::hours(8)}});
}

TEST_CASE("states that are not live, come twice or have no time are faults") {
  for (const char* text : {"Sleeping=5m", "SignedOut=5m", "InitFail=5m", "active=5m", "Active", "Active=", "Active=x",
                           "Active=0", "Active=5m,Active=6m", "Active=5m,", "=5m", "Active=500d", "Active =5m"}) {
    CAPTURE(text);
    CHECK(ParseOverdue(text).problem != "");
  }
  CHECK(ParseOverdue("Active=5m,Active=6m").problem == "Active is named twice");
}

TEST_CASE("a duration is read as Prometheus writes it") {
  const std::vector<std::pair<const char*, Milliseconds>> cases = {
      {"0", Milliseconds(0)},
      {"0s", Milliseconds(0)},
      {"500ms", Milliseconds(500)},
      {"90s", seconds(90)},
      {"5m", minutes(5)},
      {"1h30m", minutes(90)},
      {"6d12h", hours(156)},
      {"1w", days(7)},
      {"1y", days(365)},
      {"1y2w3d4h5m6s7ms", days(382) + hours(4) + minutes(5) + seconds(6) + Milliseconds(7)},
      {"007s", seconds(7)},
  };
  for (const auto& each : cases) {
    CAPTURE(each.first);
    CHECK(ParseDuration(each.first) == each.second);
  }
}

TEST_CASE("what Prometheus does not take for a duration is none") {
  for (const char* text : {"",  "banana", "5",    "00", "1.5h", "-5m",   "+5m",  " 5m", "5m ",  "5 m",
                           "m", "30m1h",  "1h1h", "5M", "5min", "1ms1s", "1h30", "1us", "5m\n", "0x5s"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseDuration(text));
  }
}

TEST_CASE("a duration beyond 64 bits of nanoseconds is none") {
  CHECK(ParseDuration("9223372036854ms") == Milliseconds(9223372036854));
  for (const char* text : {"9223372036855ms", "293y", "292y365d", "99999999999999999999s", "9223372036854775807y"}) {
    CAPTURE(text);
    CHECK_FALSE(ParseDuration(text));
  }
}

TEST_CASE("a duration is printed as Prometheus prints it, and reads back") {
  const std::vector<std::pair<Milliseconds, const char*>> cases = {
      {Milliseconds(0), "0s"}, {Milliseconds(500), "500ms"},
      {seconds(90), "1m30s"},  {minutes(90), "1h30m"},
      {hours(24), "1d"},       {days(7), "1w"},
      {days(8), "8d"},         {hours(156), "6d12h"},
      {days(365), "1y"},       {days(366), "366d"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.second);
    CHECK(FormatDuration(each.first) == each.second);
    CHECK(ParseDuration(each.second) == each.first);
  }
  CHECK(FormatDuration(seconds(-90)) == "-1m30s");
}

}  // namespace
}  // namespace workspace_exporter
