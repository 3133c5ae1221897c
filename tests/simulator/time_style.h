#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace workspace_exporter::simulator {

using EpochMs = std::int64_t;

/// The forms a time takes in answers of the service and its SDKs.
enum class TimeStyle : std::uint8_t {
  kMilliseconds,   // 2024-02-27T03:47:51.182Z
  kSeconds,        // 2024-02-27T03:47:51Z
  kNoZone,         // 2024-02-27T03:47:51
  kSpace,          // 2024-02-27 03:47:51
  kPlusEight,      // 2024-02-27T11:47:51+08:00
  kMinusFiveHalf,  // 2024-02-26T22:17:51.182-05:30
  kNanoseconds,    // 2024-02-27T03:47:51.182456789Z
  kEmpty,          // from here on: a time that the row does not tell
  kNull,
  kMissing,
  kYearOne,     // 0001-01-01 00:00:00
  kYearOneIso,  // 0001-01-01T00:00:00Z
};
constexpr std::uint8_t kTimeStyles = 12;

/// A moment the service knows, and how a row tells it.
struct Stamp {
  std::optional<EpochMs> at;
  TimeStyle style = TimeStyle::kMilliseconds;
};

/// A stamp whose moment has no more precision than its style can tell.
Stamp MakeStamp(std::optional<EpochMs> at, TimeStyle style);

/// Whether a row in this style lets the reader know the time.
bool Tells(TimeStyle style);

/// The moment a reader of the row can know.
std::optional<EpochMs> Told(const Stamp& stamp);

/// The JSON value; empty where the field is to be left out, as it is for a moment that has not come.
std::string ToToken(const Stamp& stamp);

/// YYYY-MM-DDTHH:MM:SS[.mmm]Z, the form of query_begin_time and query_end_time; nothing where it is another.
std::optional<EpochMs> ParseQueryTime(std::string_view text);

/// As above, with milliseconds, or with microseconds as IAM writes them.
std::string FormatUtc(EpochMs at, bool microseconds = false);

}  // namespace workspace_exporter::simulator
