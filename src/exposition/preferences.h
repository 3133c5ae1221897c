#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace workspace_exporter {

/// One member of a header that lists what a client likes, such as Accept, in lower case: what these headers name is
/// case-insensitive.
struct Preference {
  std::string value;
  /// Name and value, unquoted, without `q`.
  std::vector<std::pair<std::string, std::string>> parameters;
  /// Thousandths, 0 (never) to 1000 (best, and where no `q` is given).
  int quality = 1000;
};

/// The members in the order of the header: a list of `value;name=value;q=0.5` (RFC 9110, sections 5.6 and 12.4.2).
/// Members without a value, and those whose `q` is no number, are left out. Thread-safe.
std::vector<Preference> ParsePreferences(std::string_view header);

}  // namespace workspace_exporter
