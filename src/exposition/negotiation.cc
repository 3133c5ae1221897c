#include "exposition/negotiation.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <optional>
#include <vector>

#include "exposition/preferences.h"

namespace workspace_exporter {
namespace {

struct Offer {
  std::string_view type;
  std::string_view wildcard;
  std::string_view version;
};

constexpr Offer kTextOffer = {.type = "text/plain", .wildcard = "text/*", .version = "0.0.4"};
constexpr Offer kOpenMetricsOffer = {
    .type = "application/openmetrics-text", .wildcard = "application/*", .version = "1.0.0"};

/// How well a format is liked. Greater is better, by the members in their order.
struct Liking {
  int quality = 0;
  int specificity = 0;
  std::ptrdiff_t earliness = 0;  // 0 for the first range, less for later ones

  auto operator<=>(const Liking&) const = default;
};

/// None where the range does not match; else the greater, the more exactly it does.
std::optional<int> Specificity(const Preference& range, const Offer& offer) {
  if (range.value == "*/*") return 0;
  if (range.value == offer.wildcard) return 1;
  if (range.value != offer.type) return std::nullopt;
  for (const auto& [name, value] : range.parameters) {
    if (name == "version") return value == offer.version ? std::optional(3) : std::nullopt;
  }
  return 2;
}

/// What the most specific of the ranges that match says, whatever the others do.
Liking LikingOf(const Offer& offer, const std::vector<Preference>& ranges) {
  Liking liking;
  int most_specific = -1;
  for (std::size_t index = 0; index < ranges.size(); ++index) {
    const std::optional<int> specificity = Specificity(ranges[index], offer);
    if (!specificity || *specificity <= most_specific) continue;
    most_specific = *specificity;
    liking = {.quality = ranges[index].quality,
              .specificity = *specificity,
              .earliness = -static_cast<std::ptrdiff_t>(index)};
  }
  return liking;
}

}  // namespace

Format Negotiate(std::string_view accept) {
  const std::vector<Preference> ranges = ParsePreferences(accept);
  const Liking open_metrics = LikingOf(kOpenMetricsOffer, ranges);
  if (open_metrics.quality == 0) return Format::kText;
  return open_metrics > LikingOf(kTextOffer, ranges) ? Format::kOpenMetrics : Format::kText;
}

std::string_view ContentType(Format format) {
  return format == Format::kOpenMetrics ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                                        : "text/plain; version=0.0.4; charset=utf-8";
}

bool AcceptsGzip(std::string_view accept_encoding) {
  std::optional<int> gzip;
  std::optional<int> wildcard;
  int identity = 0;
  for (const Preference& coding : ParsePreferences(accept_encoding)) {
    if (coding.value == "gzip" || coding.value == "x-gzip") gzip = std::max(gzip.value_or(0), coding.quality);
    if (coding.value == "*") wildcard = coding.quality;
    if (coding.value == "identity") identity = coding.quality;
  }
  const int quality = gzip.value_or(wildcard.value_or(0));
  return quality > 0 && quality >= identity;
}

}  // namespace workspace_exporter
