#include "workspace/row_builder.h"

#include <algorithm>
#include <optional>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/ascii_text.h"
#include "base/utf8.h"
#include "workspace/session_time.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kMaxLabelBytes = 128;

SessionKey Hash(const void* data, std::size_t size) {
  const XXH128_hash_t hash = XXH3_128bits(data, size);
  return {hash.high64, hash.low64};
}

SessionKey HashUnlessEmpty(std::string_view text) {
  return text.empty() ? SessionKey() : Hash(text.data(), text.size());
}

bool IsNoFailure(std::string_view code) { return code == "WKS.00000000" || code == "success"; }

bool ReadTime(std::string_view text, WallTime& time) {
  const std::optional<WallTime> read = ParseSessionTime(text);
  if (read) time = *read;
  return read.has_value();
}

}  // namespace

struct RowBuilder::FieldRule {
  enum class Use : std::uint8_t {
    kId,
    kStamp,
    kState,
    kTime,
    kEnd,
    kUser,
    kMachineSid,
    kMachineName,
    kLabel,
    kUpperCaseLabel,
    kFailedCode
  };

  std::string_view name;
  Use use;
  WallTime SessionTimes::*time = nullptr;
  SessionLabel label = SessionLabel::kServerGroup;
};

namespace {

using Rule = RowBuilder::FieldRule;
using Use = Rule::Use;

/// By the length of the name, which is what tells most fields apart.
constexpr std::array kFields = {
    Rule{"id", Use::kId},
    Rule{"app_name", Use::kLabel, nullptr, SessionLabel::kAppName},
    Rule{"end_time", Use::kEnd},
    Rule{"login_user", Use::kUser},
    Rule{"start_time", Use::kTime, &SessionTimes::start},
    Rule{"client_type", Use::kLabel, nullptr, SessionLabel::kClientType},
    Rule{"failed_code", Use::kFailedCode, nullptr, SessionLabel::kFailedCode},
    Rule{"machine_sid", Use::kMachineSid},
    Rule{"machine_name", Use::kMachineName, nullptr, SessionLabel::kMachineName},
    Rule{"session_type", Use::kLabel, nullptr, SessionLabel::kSessionType},
    Rule{"agent_version", Use::kLabel, nullptr, SessionLabel::kAgentVersion},
    Rule{"pre_conn_time", Use::kTime, &SessionTimes::pre_connect},
    Rule{"protocol_type", Use::kUpperCaseLabel, nullptr, SessionLabel::kProtocolType},
    Rule{"session_stamp", Use::kStamp},
    Rule{"session_state", Use::kState},
    Rule{"client_version", Use::kLabel, nullptr, SessionLabel::kClientVersion},
    Rule{"app_server_group_id", Use::kLabel, nullptr, SessionLabel::kServerGroupId},
    Rule{"app_server_group_name", Use::kLabel, nullptr, SessionLabel::kServerGroup},
    Rule{"last_update_status_time", Use::kTime, &SessionTimes::last_update},
};
constexpr auto kLength = [](const Rule& rule) { return rule.name.size(); };
static_assert(std::ranges::is_sorted(kFields, {}, kLength));

constexpr std::size_t kLongestName = kFields.back().name.size();

/// For each length, the first field whose name is no shorter.
constexpr auto kFirstOfLength = [] {
  std::array<std::uint8_t, kLongestName + 1> first = {};
  for (std::size_t length = 0; length <= kLongestName; ++length) {
    while (kFields[first[length]].name.size() < length) ++first[length];
  }
  return first;
}();

}  // namespace

const RowBuilder::FieldRule* RowBuilder::FindRule(std::string_view name) {
  if (name.size() > kLongestName) return nullptr;
  for (const Rule* rule = &kFields[kFirstOfLength[name.size()]];
       rule != kFields.data() + kFields.size() && rule->name.size() == name.size(); ++rule) {
    if (rule->name == name) return rule;
  }
  return nullptr;
}

void RowBuilder::Clear() {
  rows_.clear();
  text_.clear();
}

void RowBuilder::Begin() { row_ = Row(); }

std::string_view RowBuilder::FieldName() const { return field_->name; }

RowBuilder::Span RowBuilder::Keep(std::string_view text) {
  const std::string_view cut = CutAtCharacter(text, kMaxLabelBytes);
  const std::size_t at = text_.size();
  text_.insert(text_.end(), cut.begin(), cut.end());
  return {at, cut.size()};
}

RowBuilder::Span RowBuilder::KeepUpperCase(std::string_view text) {
  const Span kept = Keep(text);
  char* const first = text_.data() + kept.at;
  std::transform(first, first + kept.size, first, [](char c) { return UpperCase(c); });
  return kept;
}

std::uint64_t RowBuilder::HashName(std::string_view text) const {
  if (text.empty()) return 0;
  return std::max<std::uint64_t>(XXH3_64bits_withSeed(text.data(), text.size(), hash_key_), 1);  // 0 is for no name
}

bool RowBuilder::Value(std::string_view text) {
  SessionRow& row = row_.row;
  Span& label = row_.labels[static_cast<std::size_t>(field_->label)];
  switch (field_->use) {
    case Use::kId: row_.id = HashUnlessEmpty(text); return true;
    case Use::kStamp: row_.stamp = HashUnlessEmpty(text); return true;
    case Use::kState: row.state = ParseSessionState(text); return true;
    case Use::kTime: return ReadTime(text, row.times.*(field_->time));
    case Use::kEnd: return ReadTime(text, row.end);
    case Use::kUser: row.user = HashName(text); return true;
    case Use::kMachineSid: row_.machine_sid = HashName(text); return true;
    case Use::kMachineName:
      row_.machine_name = HashName(text);
      label = Keep(text);
      return true;
    case Use::kLabel: label = Keep(text); return true;
    case Use::kUpperCaseLabel: label = KeepUpperCase(text); return true;
    case Use::kFailedCode: label = IsNoFailure(text) ? Span() : Keep(text); return true;
  }
  return false;
}

const char* RowBuilder::End() {
  SessionRow& row = row_.row;
  row.key = row_.id;
  row.server = row_.machine_sid != 0 ? row_.machine_sid : row_.machine_name;
  if (row_.id == SessionKey()) {
    if (row_.stamp == SessionKey() && row.times.start == kNoTime && row.times.pre_connect == kNoTime) {
      return "with neither id nor session_stamp, start_time or pre_conn_time";
    }
    const std::array parts = {row_.stamp.high, row_.stamp.low,
                              static_cast<std::uint64_t>(row.times.start.time_since_epoch().count()),
                              static_cast<std::uint64_t>(row.times.pre_connect.time_since_epoch().count())};
    row.key = Hash(parts.data(), sizeof(parts));
  }
  rows_.push_back(row_);
  return nullptr;
}

SessionPage RowBuilder::Page(std::uint64_t count) const {
  SessionPage page{.count = count, .text = text_};
  const std::string_view text(page.text.data(), page.text.size());
  page.rows.reserve(rows_.size());
  for (const Row& row : rows_) {
    page.rows.push_back(row.row);
    std::ranges::transform(row.labels, page.rows.back().labels.begin(),
                           [text](const Span& span) { return text.substr(span.at, span.size); });
  }
  return page;
}

}  // namespace workspace_exporter
