#include "exporter/help.h"

#include <algorithm>

#include <fmt/format.h>

#include "config/flag_table.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kColumns = 100;
constexpr std::string_view kIndent = "      ";
constexpr std::string_view kIntroduction =
    R"(workspace_exporter: Prometheus exporter for the user sessions of Huawei Cloud Workspace.

Usage: workspace_exporter --region=REGION --project_id=ID --token_file=FILE [FLAG...]
       workspace_exporter --config_file=FILE [FLAG...]

Flags come from the command line, the file of --flagfile, and the environment as
WORKSPACE_EXPORTER_<FLAG IN CAPITALS>; what comes first here holds. Dashes may stand for
underscores. An empty value is as if the flag were not given. Durations are those of Prometheus:
500ms, 90s, 1h30m, 7d.
)";

/// The text broken at spaces, each line behind the indent.
std::string Wrapped(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    std::size_t length = std::min(text.size(), kColumns - kIndent.size());
    if (length < text.size()) length = text.rfind(' ', length);
    lines += fmt::format("{}{}\n", kIndent, text.substr(0, length));
    text.remove_prefix(std::min(text.size(), length + 1));
  }
  return lines;
}

std::string FlagText(const Flag& flag) {
  const bool shows_default = !flag.default_value.empty() && !flag.boolean;
  const std::string value = flag.boolean ? "" : "=VALUE";
  const std::string standard = shows_default ? fmt::format("  (default {})", flag.default_value) : "";
  return fmt::format("  --{}{}{}\n{}", flag.name, value, standard, Wrapped(flag.meaning));
}

}  // namespace

std::string HelpText() {
  std::string text(kIntroduction);
  for (const FlagGroup& group : FlagTable()) {
    text += fmt::format("\n{}:\n", group.heading);
    for (const Flag& flag : group.flags) text += FlagText(flag);
  }
  return text;
}

}  // namespace workspace_exporter
