// The body of a list-sessions answer, against a reader of JSON that is not ours.

#include <string>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "target.h"
#include "workspace/json_fault.h"
#include "workspace/json_repair.h"
#include "workspace/page_parser.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

constexpr std::size_t kMostRows = 100;
constexpr std::size_t kLongestMessage = 200;
constexpr WallTime kYear10000(std::chrono::sys_days(std::chrono::year(10000) / 1 / 2));  // a zone reaches beyond

void CheckMessage(const Error& error) {
  Require(error.kind == ErrorKind::kMalformed, "the one kind of error");
  Require(error.message.size() <= kLongestMessage && IsValidUtf8(error.message), "a message of bounded length");
  Require(!HoldsControlCharacters(error.message), "a message of one line");
}

void CheckTime(WallTime time) {
  Require(time == kNoTime || (time >= WallTime() && time < kYear10000), "a time that the API can write");
}

void CheckRow(const SessionRow& row, const SessionPage& page) {
  Require(row.key != SessionKey(), "a row has a key");
  Require(static_cast<std::size_t>(row.state) < kSessionStateCount, "a state that there is");
  for (const WallTime time : {row.times.start, row.times.pre_connect, row.times.last_update, row.end}) CheckTime(time);
  for (const std::string_view label : row.labels) {
    Require(label.size() <= 128 && IsValidUtf8(label), "a label that can be shown");
    Require(label.empty() || (label.data() >= page.text.data() && label.end() <= page.text.data() + page.text.size()),
            "a label within the text of its page");
  }
}

void CheckSame(const SessionPage& a, const SessionPage& b) {
  Require(a.count == b.count && a.rows.size() == b.rows.size(), "pages of the same rows");
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    const SessionRow& left = a.rows[i];
    const SessionRow& right = b.rows[i];
    Require(left.key == right.key && left.state == right.state && left.times == right.times && left.end == right.end &&
                left.user == right.user && left.server == right.server && left.labels == right.labels,
            "the same row");
  }
}

/// Only where the field is a text: of null and of numbers the two have views of their own.
void CheckLabel(const SessionRow& row, SessionLabel label, const json& fields, const char* name) {
  const auto field = fields.find(name);
  if (field == fields.end() || !field->is_string()) return;
  Require(row.Label(label) == CutAtCharacter(field->get_ref<const std::string&>(), 128), "the text that was sent");
}

/// `body` as JSON that no reader has to repair.
void CheckAgainst(const json& body, const SessionPage& page, SessionPageParser& parser) {
  Require(body.is_object() && body.at("count") == page.count, "the count that was sent");
  const auto items = body.find("items");
  const std::size_t rows = items == body.end() ? 0 : items->size();
  Require(page.rows.size() == rows, "a row for each item");
  for (std::size_t i = 0; i < rows; ++i) {
    CheckLabel(page.rows[i], SessionLabel::kClientType, (*items)[i], "client_type");
    CheckLabel(page.rows[i], SessionLabel::kServerGroup, (*items)[i], "app_server_group_name");
  }
  const Result<SessionPage> again = parser.Parse(body.dump(), kMostRows);
  Require(again && again->count == page.count && again->rows.size() == page.rows.size(), "the same when written anew");
}

}  // namespace

void Fuzz(std::string_view input) {
  constexpr std::uint64_t kHashKey = 1;
  SessionPageParser parser(kHashKey);
  const Result<SessionPage> page = parser.Parse(std::string(input), kMostRows);
  const Result<SessionPage> again = parser.Parse(std::string(input), kMostRows);  // in buffers that were used before
  Require(bool(page) == bool(again), "the same in used buffers");
  if (!page) return CheckMessage(page.error());
  CheckSame(*page, *again);
  Require(page->rows.size() <= kMostRows, "no more rows than were asked for");
  Require(page->count <= 1'000'000, "a count that can be listed");
  for (const SessionRow& row : page->rows) CheckRow(row, *page);

  std::string repaired(input);
  ReplaceLoneSurrogates(repaired);
  repaired = RepairUtf8(repaired);
  if (repaired.starts_with("\xEF\xBB\xBF")) repaired.erase(0, 3);
  Require(!FindJsonFault(repaired), "a page is JSON");
  const json body = json::parse(repaired, nullptr, /*allow_exceptions=*/false);
  if (!body.is_discarded()) CheckAgainst(body, *page, parser);  // it refuses numbers that are too large for a double
}

}  // namespace workspace_exporter
