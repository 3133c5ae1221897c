// Bodies as no API should send them: each is a page or malformed, and none is half a page.

#include <algorithm>
#include <random>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "parsed_page.h"

namespace workspace_exporter {
namespace {

constexpr const char* kNotJson = "the body is not JSON, or is cut off, at byte";

bool IsRefusedAsJson(const std::string& body) {
  const Result<SessionPage> page = SessionPageParser(kHashKey).Parse(body, kMostRows);
  return !page && page.error().message.starts_with(kNotJson);
}

/// Something of everything that a body may hold.
const std::string kBody =
    R"( {"count" : 2, "new":{"a":[1,-2.5e3,{"b":null}],"c":{},"d":[]}, "items":[ {"id":"a","login_user":"u@d",)"
    R"("client_type":"x\"\\\u00e9","start_time":"2024-03-13T06:37:47Z","failed_code":500,"n":[[true],"\t"]},)"
    R"({"id":7,"client_type":false,"app_name":null,"x\u0041":0.1}] ,"end":"é"} )";

TEST_CASE("what is not used makes a page malformed where it is not JSON") {
  for (const std::string& fault : std::vector<std::string>{
           "tru",   "nulll",     "01",    "-",       "1.",          ".5",          "1e",     "+1",
           "0x1",   "NaN",       "'a'",   "\"\\q\"", "\"\\u12g4\"", "\"a\nb\"",    "[1,]",   "[1 2]",
           "[,]",   "[}",        "[{]}",  "{\"a\"}", "{\"a\":}",    "{\"a\":1,}",  "{a:1}",  "{\"a\":1 \"b\":2}",
           "{1:2}", "[\"\\x\"]", "[tru]", "1:2",     "\"a\":\"b\"", "\"a\" \"b\"", "\"a\"b", "1\"b\"",
           "",      "]",         "}",     ",",       "[[]",         "{}}"}) {
    CAPTURE(fault);
    CHECK(IsRefusedAsJson(BodyWithFields(fmt::format(R"("unknown":{})", fault))));
    CHECK_FALSE(
        SessionPageParser(kHashKey).Parse(BodyWithFields(fmt::format(R"("client_type":{},"z":1)", fault)), kMostRows));
    CHECK(IsRefusedAsJson(fmt::format(R"({{"unknown":{},"count":0}})", fault)));
  }
}

TEST_CASE("a body that is cut off anywhere is not JSON") {
  REQUIRE(Parsed(kBody).rows.size() == 2);
  for (std::size_t size = 0; size + 1 < kBody.size(); ++size) {
    CAPTURE(size);
    CHECK(IsRefusedAsJson(kBody.substr(0, size)));
  }
}

TEST_CASE("a damaged body is refused as JSON where another parser refuses it") {
  std::mt19937 random(1);
  const std::string bytes = "{}[]:,\"\\ \n0-.eut\x01\xC3";
  const auto below = [&random](std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
  };
  int refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::string body = kBody;
    for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
      const std::size_t at = below(body.size());
      switch (below(3)) {
        case 0: body[at] = bytes[below(bytes.size())]; break;
        case 1: body.insert(at, 1, bytes[below(bytes.size())]); break;
        default: body.erase(at, 1);
      }
    }
    CAPTURE(body);
    // Invalid UTF-8 and lone surrogates are repaired: only whether the rest is JSON is compared.
    std::string plain = body;
    std::ranges::replace_if(
        plain, [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; }, '?');
    const bool is_json = nlohmann::json::accept(plain);
    const Result<SessionPage> page = SessionPageParser(kHashKey).Parse(body, kMostRows);
    if (page) CHECK(is_json);
    if (is_json && !page) CHECK_FALSE(page.error().message.starts_with(kNotJson));
    refused += is_json ? 0 : 1;
  }
  CHECK(refused > 5'000);
}

TEST_CASE("of fields of one name the last holds, however the name is written") {
  CHECK(LabelOf(R"("client_type":"x","client_type":"y")", SessionLabel::kClientType) == "y");
  CHECK(LabelOf(R"("client_type":"x","client_type":null)", SessionLabel::kClientType) == "x");
  CHECK(LabelOf(R"("client\u005ftype":"x")", SessionLabel::kClientType) == "x");
  CHECK(LabelOf(R"("client_type\u0000":"x")", SessionLabel::kClientType).empty());
  const SessionPage page = Parsed(R"({"count":5,"items":[{"id":"a"},{"id":"b"}],"c\u006funt":7,"items":[{"id":"c"}]})");
  CHECK(page.count == 7);
  REQUIRE(page.rows.size() == 1);
  CHECK(page.rows[0].key == Parsed(R"({"count":1,"items":[{"id":"c"}]})").rows[0].key);
}

TEST_CASE("rows may have their fields in any order, and names that begin alike") {
  const SessionPage page = Parsed(R"({"count":4,"items":[{"id":"a","client_type":"x","app_name":"p"},
    {"id":"b","client_type_id":"-","app_name":"q"},{"client_type":"z","id":"c"},{"id":"d","client_typ":"-"}]})");
  REQUIRE(page.rows.size() == 4);
  CHECK(page.rows[0].Label(SessionLabel::kClientType) == "x");
  CHECK(page.rows[1].Label(SessionLabel::kClientType).empty());
  CHECK(page.rows[1].Label(SessionLabel::kAppName) == "q");
  CHECK(page.rows[2].Label(SessionLabel::kClientType) == "z");
  CHECK(page.rows[2].key == Parsed(R"({"count":1,"items":[{"id":"c"}]})").rows[0].key);
  CHECK(page.rows[3].Label(SessionLabel::kClientType).empty());
}

TEST_CASE("a row of more fields than are remembered is read as any") {
  std::string fields;
  for (int i = 0; i < 100; ++i) fields += fmt::format(R"("f{}":{},)", i, i);
  const std::string row = "{" + fields + R"("id":"a","client_type":"x"})";
  const SessionPage page = Parsed(fmt::format(R"({{"count":2,"items":[{},{}]}})", row, row));
  CHECK(page.rows.at(1).Label(SessionLabel::kClientType) == "x");
}

TEST_CASE("a byte order mark is no part of a body") {
  CHECK(Parsed("\xEF\xBB\xBF"
               R"({"count":1,"items":[{"id":"a"}]})")
            .rows.size() == 1);
  CHECK(Fault("\xEF\xBB\xBF") == "the body is not JSON, or is cut off, at byte 1");
}

TEST_CASE("no depth exhausts the stack") {
  for (const std::size_t depth : std::vector<std::size_t>{1'023, 1'024, 10'000, 1'000'000}) {
    CAPTURE(depth);
    CHECK(IsRefusedAsJson(R"({"count":0,"x":)" + std::string(depth, '[') + "}"));
    CHECK(Fault(std::string(depth, '[') + std::string(depth, ']')) == "the body is not an object but an array");
    CHECK(Fault(BodyWithFields(R"("client_type":)" + std::string(depth, '[') + std::string(depth, ']'))) ==
          "the body has a row 1 whose client_type holds an array");
  }
}

TEST_CASE("a body of 100 MB is read as any") {
  std::string filler;
  filler.resize(100'000'000, 'x');
  CHECK(LabelOf(fmt::format(R"("y":"{}","client_type":"x")", filler), SessionLabel::kClientType) == "x");
  CHECK(IsRefusedAsJson(R"({"count":0,"x":")" + filler));
}

TEST_CASE("a page of more rows than were asked for is malformed, and no more of them are kept") {
  std::string rows = R"({"id":"0"})";
  for (int i = 1; i < 100; ++i) rows += fmt::format(R"(,{{"id":"{}"}})", i);
  CHECK(Parsed(fmt::format(R"({{"count":100,"items":[{}]}})", rows)).rows.size() == 100);
  const std::string one_more = fmt::format(R"({{"count":100,"items":[{},{{"id":"x"}}]}})", rows);
  CHECK(Fault(one_more) == "the body has more rows than the 100 that were asked for");
  CHECK_FALSE(SessionPageParser(kHashKey).Parse(one_more, 1));
}

TEST_CASE("a page holds nothing of those that the parser read before") {
  SessionPageParser parser(kHashKey);
  const Result<SessionPage> first = parser.Parse(kBody, kMostRows);
  REQUIRE(first);
  CHECK_FALSE(parser.Parse(R"({"count":1,"items":[{"id":"b","client_type":"left"},{"id":[]}]})", kMostRows));
  const Result<SessionPage> page = parser.Parse(R"({"count":1,"items":[{"id":"c"}]})", kMostRows);
  REQUIRE(page);
  CHECK(page->rows.size() == 1);
  CHECK(page->text.empty());
  CHECK(first->rows[0].Label(SessionLabel::kClientType) == "x\"\\\xC3\xA9");
}

TEST_CASE("pages are read in parallel") {
  SessionPageParser parser(kHashKey);
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&parser, thread] {
      for (int i = 0; i < 200; ++i) {
        const std::string name = fmt::format("{}-{}", thread, i);
        const Result<SessionPage> page =
            parser.Parse(BodyWithFields(fmt::format(R"("app_name":"{}")", name)), kMostRows);
        CHECK(page);
        if (page) CHECK(page->rows.at(0).Label(SessionLabel::kAppName) == name);
      }
    });
  }
}

}  // namespace
}  // namespace workspace_exporter
