#include "exporter/answers/scrape_time.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace workspace_exporter {
namespace {

constexpr Milliseconds kLongestScrape = std::chrono::minutes(2);
/// Less than any known scraper waits by default. The offset takes half of it at most: who answers long before the end
/// has a slow way to the scraper, but no scraper without a header is to be shown old figures alone.
constexpr Milliseconds kShortestTimeout = std::chrono::seconds(2);

std::optional<double> ParseSeconds(std::string_view header) {
  if (header.starts_with('+')) {
    header.remove_prefix(1);
    if (header.starts_with('-')) return std::nullopt;
  }
  double number = 0;
  const char* const end = header.data() + header.size();
  const auto [parsed, fault] = std::from_chars(header.data(), end, number);
  if (header.empty() || fault != std::errc() || parsed != end || !std::isfinite(number)) return std::nullopt;
  return number;
}

Milliseconds Less(Milliseconds timeout, Milliseconds offset) { return std::max(timeout - offset, Milliseconds(0)); }

}  // namespace

ScrapeTime TimeOfScrape(std::string_view header, const ScrapeOptions& options) {
  const std::optional<double> seconds = ParseSeconds(header);
  if (!seconds) {
    const Milliseconds budget = Less(options.timeout, options.offset);
    return {.budget = budget,
            .patience = std::min(budget, kShortestTimeout - std::min(options.offset, kShortestTimeout / 2))};
  }
  const std::chrono::duration<double> said(
      std::clamp(*seconds, 0.0, std::chrono::duration<double>(kLongestScrape).count()));
  const Milliseconds budget = Less(std::chrono::floor<Milliseconds>(said), options.offset);
  return {.budget = budget, .patience = budget};
}

Milliseconds WaitBudget(Milliseconds budget, Milliseconds writing) { return budget - std::min(writing, budget / 2); }

}  // namespace workspace_exporter
