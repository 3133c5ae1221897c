#include "simulator/time_style.h"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace workspace_exporter::simulator {
namespace {

constexpr EpochMs kMinuteMs = 60'000;
constexpr EpochMs kDayMs = 86'400'000;

struct Civil {
  std::string seconds;  ///< with a T between date and time
  EpochMs milliseconds;
};

Civil ToCivil(EpochMs at) {
  const auto days = std::chrono::floor<std::chrono::days>(std::chrono::milliseconds(at));
  const std::chrono::year_month_day date{std::chrono::sys_days(days)};
  const EpochMs rest = at - days.count() * kDayMs;
  return {.seconds = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                 rest / 3'600'000, rest / kMinuteMs % 60, rest / 1000 % 60),
          .milliseconds = rest % 1000};
}

std::optional<int> Digits(std::string_view text, std::size_t from, std::size_t count) {
  int value = 0;
  const auto* begin = text.data() + from;
  const auto [end, error] = std::from_chars(begin, begin + count, value);
  if (error != std::errc() || end != begin + count || value < 0) return std::nullopt;
  return value;
}

}  // namespace

Stamp MakeStamp(std::optional<EpochMs> at, TimeStyle style) {
  const bool whole_seconds = style == TimeStyle::kSeconds || style == TimeStyle::kNoZone ||
                             style == TimeStyle::kSpace || style == TimeStyle::kPlusEight;
  if (at && whole_seconds) *at -= *at % 1000;
  return {.at = at, .style = style};
}

bool Tells(TimeStyle style) { return style < TimeStyle::kEmpty; }

std::optional<EpochMs> Told(const Stamp& stamp) { return Tells(stamp.style) ? stamp.at : std::nullopt; }

std::string ToToken(const Stamp& stamp) {
  switch (stamp.style) {
    case TimeStyle::kEmpty: return R"("")";
    case TimeStyle::kNull: return "null";
    case TimeStyle::kMissing: return "";
    case TimeStyle::kYearOne: return R"("0001-01-01 00:00:00")";
    case TimeStyle::kYearOneIso: return R"("0001-01-01T00:00:00Z")";
    default: break;
  }
  if (!stamp.at) return "";
  EpochMs local = *stamp.at;
  if (stamp.style == TimeStyle::kPlusEight) local += 480 * kMinuteMs;
  if (stamp.style == TimeStyle::kMinusFiveHalf) local -= 330 * kMinuteMs;
  Civil civil = ToCivil(local);
  switch (stamp.style) {
    case TimeStyle::kSeconds: return fmt::format(R"("{}Z")", civil.seconds);
    case TimeStyle::kNoZone: return fmt::format(R"("{}")", civil.seconds);
    case TimeStyle::kSpace: civil.seconds[10] = ' '; return fmt::format(R"("{}")", civil.seconds);
    case TimeStyle::kPlusEight: return fmt::format(R"("{}+08:00")", civil.seconds);
    case TimeStyle::kMinusFiveHalf: return fmt::format(R"("{}.{:03}-05:30")", civil.seconds, civil.milliseconds);
    case TimeStyle::kNanoseconds: return fmt::format(R"("{}.{:03}456789Z")", civil.seconds, civil.milliseconds);
    default: return fmt::format(R"("{}.{:03}Z")", civil.seconds, civil.milliseconds);
  }
}

std::optional<EpochMs> ParseQueryTime(std::string_view text) {
  constexpr std::string_view kShort = "0000-00-00T00:00:00Z";
  constexpr std::string_view kLong = "0000-00-00T00:00:00.000Z";
  const std::string_view form = text.size() == kLong.size() ? kLong : kShort;
  if (text.size() != form.size()) return std::nullopt;
  for (std::size_t at = 0; at < form.size(); ++at) {
    const bool digit = text[at] >= '0' && text[at] <= '9';
    if (form[at] == '0' ? !digit : text[at] != form[at]) return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year(*Digits(text, 0, 4)),
                                         std::chrono::month(static_cast<unsigned>(*Digits(text, 5, 2))),
                                         std::chrono::day(static_cast<unsigned>(*Digits(text, 8, 2)))};
  const EpochMs hour = *Digits(text, 11, 2);
  const EpochMs minute = *Digits(text, 14, 2);
  const EpochMs second = *Digits(text, 17, 2);
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const EpochMs day = std::chrono::sys_days(date).time_since_epoch().count() * kDayMs;
  const EpochMs fraction = form == kLong ? *Digits(text, 20, 3) : 0;
  return day + hour * 3'600'000 + minute * kMinuteMs + second * 1000 + fraction;
}

std::string FormatUtc(EpochMs at, bool microseconds) {
  const Civil civil = ToCivil(at);
  return fmt::format("{}.{:03}{}Z", civil.seconds, civil.milliseconds, microseconds ? "000" : "");
}

}  // namespace workspace_exporter::simulator
