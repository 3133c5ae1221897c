#include "workspace/row_builder.h"

#include <algorithm>
#include <array>
#include <optional>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/utf8.h"
#include "workspace/session_time.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kMaxLabelBytes = 128;

enum class Use : std::uint8_t { kId, kStamp, kState, kTime, kLabel, kUpperCaseLabel, kFailedCode };

SessionKey Hash(const void* data, std::size_t size) {
  const XXH128_hash_t hash = XXH3_128bits(data, size);
  return {hash.high64, hash.low64};
}

bool IsNoFailure(std::string_view code) { return code == "WKS.00000000" || code == "success"; }

}  // namespace

struct RowBuilder::FieldRule {
  std::string_view name;
  Use use;
  WallTime SessionTimes::*time = nullptr;
  SessionLabel label = SessionLabel::kServerGroup;
};

namespace {

constexpr std::array kFields = {
    RowBuilder::FieldRule{"id", Use::kId},
    RowBuilder::FieldRule{"session_stamp", Use::kStamp},
    RowBuilder::FieldRule{"session_state", Use::kState},
    RowBuilder::FieldRule{"start_time", Use::kTime, &SessionTimes::start},
    RowBuilder::FieldRule{"pre_conn_time", Use::kTime, &SessionTimes::pre_connect},
    RowBuilder::FieldRule{"last_update_status_time", Use::kTime, &SessionTimes::last_update},
    RowBuilder::FieldRule{"app_server_group_name", Use::kLabel, nullptr, SessionLabel::kServerGroup},
    RowBuilder::FieldRule{"app_server_group_id", Use::kLabel, nullptr, SessionLabel::kServerGroupId},
    RowBuilder::FieldRule{"client_type", Use::kLabel, nullptr, SessionLabel::kClientType},
    RowBuilder::FieldRule{"failed_code", Use::kFailedCode, nullptr, SessionLabel::kFailedCode},
    RowBuilder::FieldRule{"app_name", Use::kLabel, nullptr, SessionLabel::kAppName},
    RowBuilder::FieldRule{"protocol_type", Use::kUpperCaseLabel, nullptr, SessionLabel::kProtocolType},
    RowBuilder::FieldRule{"session_type", Use::kLabel, nullptr, SessionLabel::kSessionType},
    RowBuilder::FieldRule{"client_version", Use::kLabel, nullptr, SessionLabel::kClientVersion},
    RowBuilder::FieldRule{"agent_version", Use::kLabel, nullptr, SessionLabel::kAgentVersion},
    RowBuilder::FieldRule{"machine_name", Use::kLabel, nullptr, SessionLabel::kMachineName},
};

}  // namespace

void RowBuilder::Begin() {
  row_ = SessionRow();
  labels_ = {};
  id_ = stamp_ = SessionKey();
  field_ = nullptr;
}

void RowBuilder::Field(std::string_view name) {
  const auto found = std::ranges::find(kFields, name, &FieldRule::name);
  field_ = found == kFields.end() ? nullptr : &*found;
}

std::string_view RowBuilder::FieldName() const { return field_->name; }

RowBuilder::Span RowBuilder::Keep(std::string_view text) {
  const std::string_view cut = CutAtCharacter(text, kMaxLabelBytes);
  const std::size_t at = page_.text.size();
  page_.text.insert(page_.text.end(), cut.begin(), cut.end());
  return {at, cut.size()};
}

bool RowBuilder::Value(std::string_view text) {
  if (field_ == nullptr) return true;
  Span& label = labels_[static_cast<std::size_t>(field_->label)];
  switch (field_->use) {
    case Use::kId: id_ = text.empty() ? SessionKey() : Hash(text.data(), text.size()); return true;
    case Use::kStamp: stamp_ = text.empty() ? SessionKey() : Hash(text.data(), text.size()); return true;
    case Use::kState: row_.state = ParseSessionState(text); return true;
    case Use::kLabel: label = Keep(text); return true;
    case Use::kFailedCode: label = IsNoFailure(text) ? Span() : Keep(text); return true;
    case Use::kUpperCaseLabel: {
      label = Keep(text);
      char* const first = page_.text.data() + label.at;
      std::transform(first, first + label.size, first,
                     [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
      return true;
    }
    case Use::kTime: {
      const std::optional<WallTime> time = ParseSessionTime(text);
      if (time) row_.times.*(field_->time) = *time;
      return time.has_value();
    }
  }
  return false;
}

const char* RowBuilder::End() {
  row_.key = id_;
  if (id_ == SessionKey()) {
    if (stamp_ == SessionKey() && row_.times.start == kNoTime && row_.times.pre_connect == kNoTime) {
      return "with neither id nor session_stamp, start_time or pre_conn_time";
    }
    const std::array parts = {stamp_.high, stamp_.low,
                              static_cast<std::uint64_t>(row_.times.start.time_since_epoch().count()),
                              static_cast<std::uint64_t>(row_.times.pre_connect.time_since_epoch().count())};
    row_.key = Hash(parts.data(), sizeof(parts));
  }
  page_.rows.push_back(row_);
  labels_of_rows_.push_back(labels_);
  return nullptr;
}

SessionPage RowBuilder::Finish() && {
  const std::string_view text(page_.text.data(), page_.text.size());
  for (std::size_t row = 0; row < page_.rows.size(); ++row) {
    std::ranges::transform(labels_of_rows_[row], page_.rows[row].labels.begin(),
                           [text](const Span& span) { return text.substr(span.at, span.size); });
  }
  return std::move(page_);
}

}  // namespace workspace_exporter
