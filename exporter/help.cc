#include "exporter/help.h"

#include <algorithm>

#include <fmt/format.h>

#include "exporter/flags.h"

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

std::string FlagText(const FlagHelp& flag) {
  const bool shows_default = !flag.default_value.empty() && !flag.boolean;
  const std::string value = flag.boolean ? "" : "=VALUE";
  const std::string standard = shows_default ? fmt::format("  (default {})", flag.default_value) : "";
  return fmt::format("  --{}{}{}\n{}", flag.name, value, standard, Wrapped(flag.help));
}

}  // namespace

std::vector<FlagGroup> FlagGroups() {
  return {
      {"API and projects", {"region", "endpoint", "iam_endpoint", "project_id", "project", "config_file"}},
      {"Sign-in; a secret is never a flag, it comes from a file or the environment",
       {"auth", "token_file", "iam_domain", "iam_user", "iam_password_file", "access_key_file", "secret_key_file",
        "security_token_file", "credentials_file", "metadata_endpoint", "agency_name", "agency_domain_name",
        "agency_urn", "agency_external_id", "agency_duration"}},
      {"Network", {"ca_file", "proxy", "allow_plain_http", "request_timeout"}},
      {"What is listed",
       {"app_server_group_id", "server_group_include", "server_group_exclude", "lookback", "live_lookback"}},
      {"Quota and retries", {"page_size", "concurrency", "api_quota", "retries"}},
      {"Timing of scrapes",
       {"scrape_timeout", "scrape_timeout_offset", "min_interval", "max_staleness", "resync_interval"}},
      {"Labels and series", {"overdue", "group_by", "series_limit", "series_retention"}},
      {"Web", {"web_listen_address", "web_telemetry_path", "web_config_file", "web_max_requests", "web_enable_reload"}},
      {"Logs", {"log_level", "log_format"}},
      {"Commands, and flags from a file", {"once", "check", "flagfile", "version", "help"}},
  };
}

std::string HelpText() {
  const std::vector<FlagHelp> flags = AllFlags();
  std::string text(kIntroduction);
  for (const FlagGroup& group : FlagGroups()) {
    text += fmt::format("\n{}:\n", group.heading);
    for (const std::string_view name : group.flags) {
      const auto flag = std::ranges::find(flags, name, &FlagHelp::name);
      if (flag != flags.end()) text += FlagText(*flag);
    }
  }
  return text;
}

}  // namespace workspace_exporter
