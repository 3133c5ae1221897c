#include "base/iso_time.h"

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Takes pieces off the front of a text, and remembers whether all of them were there.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  /// A number of exactly that many digits.
  int Digits(std::size_t width) {
    if (rest_.size() < width) {
      good_ = false;
      return 0;
    }
    int value = 0;
    for (const char c : rest_.substr(0, width)) {
      good_ = good_ && IsDigit(c);
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(width);
    return value;
  }
  bool Take(char expected) {
    if (rest_.empty() || rest_[0] != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void Need(bool there) { good_ = good_ && there; }
  /// The milliseconds of a fraction of any length; what is finer is cut off.
  Milliseconds Fraction() {
    int value = 0;
    int scale = 100;
    Need(!rest_.empty() && IsDigit(rest_[0]));
    for (; !rest_.empty() && IsDigit(rest_[0]); rest_.remove_prefix(1), scale /= 10) value += (rest_[0] - '0') * scale;
    return Milliseconds(value);
  }
  bool Done() const { return good_ && rest_.empty(); }

 private:
  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }

  std::string_view rest_;
  bool good_ = true;
};

/// How far the zone is ahead of UTC; a time without one is UTC.
minutes ScanZone(Scanner& scan) {
  const bool ahead = scan.Take('+');
  if (!ahead && !scan.Take('-')) {
    scan.Take('Z') || scan.Take('z');
    return minutes(0);
  }
  const int h = scan.Digits(2);
  scan.Take(':');
  const int m = scan.Digits(2);
  scan.Need(h < 24 && m < 60);
  return (ahead ? 1 : -1) * (hours(h) + minutes(m));
}

}  // namespace

std::optional<WallTime> ParseIsoTime(std::string_view text) {
  Scanner scan(text);
  const std::chrono::year year(scan.Digits(4));
  scan.Need(scan.Take('-'));
  const std::chrono::month month(static_cast<unsigned>(scan.Digits(2)));
  scan.Need(scan.Take('-'));
  const std::chrono::day day(static_cast<unsigned>(scan.Digits(2)));
  scan.Need(scan.Take('T') || scan.Take('t') || scan.Take(' '));
  const int hour = scan.Digits(2);
  scan.Need(scan.Take(':'));
  const int minute = scan.Digits(2);
  scan.Need(scan.Take(':'));
  const int second = scan.Digits(2);
  const Milliseconds fraction = scan.Take('.') ? scan.Fraction() : Milliseconds(0);
  const minutes ahead = ScanZone(scan);
  const std::chrono::year_month_day date(year, month, day);
  scan.Need(date.ok() && hour < 24 && minute < 60 && second <= 60);
  if (!scan.Done()) return std::nullopt;
  return std::chrono::sys_days(date) + hours(hour) + minutes(minute) + seconds(second) + fraction - ahead;
}

std::string FormatIsoTime(WallTime time) {
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss clock(time - midnight);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", int(date.year()), unsigned(date.month()),
                     unsigned(date.day()), clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

}  // namespace workspace_exporter
