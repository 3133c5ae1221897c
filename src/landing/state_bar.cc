#include "landing/state_bar.h"

#include <numeric>

#include <fmt/format.h>

#include "landing/group_rows.h"
#include "landing/html_text.h"

namespace workspace_exporter {
namespace {

constexpr double kWidth = 1000;

/// The style sheet has a colour for each.
std::string ClassOf(std::size_t state) { return fmt::format("state{}", state); }

std::string Bar(const std::array<std::uint64_t, kSessionStateCount>& counts) {
  const auto total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
  std::string bar =
      fmt::format(R"(<svg class="bar" viewBox="0 0 {} 10" preserveAspectRatio="none" aria-hidden="true">)", kWidth);
  double left = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const double width = kWidth * static_cast<double>(counts[i]) / total;
    bar += fmt::format(R"(<rect class="{}" x="{:.1f}" width="{:.1f}" height="10"/>)", ClassOf(i), left, width);
    left += width;
  }
  return bar + "</svg>\n";
}

}  // namespace

std::string StateBar(const ProjectStatus& status) {
  std::array<std::uint64_t, kSessionStateCount> counts = {};
  if (status.tally != nullptr) counts = SumByState(*status.tally);
  std::string figures;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto state = static_cast<SessionState>(i);
    const bool shown = IsShown(status, state);
    if (!shown) counts[i] = 0;
    if (state == SessionState::kOther && counts[i] == 0) continue;
    figures += fmt::format(R"(<li class="{}"><b>{}</b> {}</li>)", ClassOf(i), shown ? std::to_string(counts[i]) : "–",
                           EscapeHtml(Name(state)));
  }
  return fmt::format("{}<ul class=\"states\">{}</ul>\n", Bar(counts), figures);
}

}  // namespace workspace_exporter
