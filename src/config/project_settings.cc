#include "config/project_settings.h"

#include <algorithm>

namespace workspace_exporter {

const std::vector<std::string>& ProjectSettingNames() {
  static const std::vector<std::string> kNames = {
      "region", "endpoint", "iam_endpoint", "project_id",
      // How to sign in.
      "auth", "token_file", "iam_domain", "iam_user", "iam_password_file", "access_key_file", "secret_key_file",
      "security_token_file", "credentials_file", "metadata_endpoint", "agency_name", "agency_domain_name", "agency_urn",
      "agency_external_id", "agency_duration",
      // The way there.
      "ca_file", "proxy",
      // Which sessions count.
      "app_server_group_id", "server_group_include", "server_group_exclude", "lookback", "live_lookback",
      // How it is asked, and when.
      "page_size", "concurrency", "api_quota", "request_timeout", "retries", "min_interval", "max_staleness",
      "resync_interval",
      // How it is shown.
      "overdue", "group_by", "series_limit", "series_retention"};
  return kNames;
}

bool IsProjectSetting(std::string_view name) {
  return std::ranges::find(ProjectSettingNames(), name) != ProjectSettingNames().end();
}

}  // namespace workspace_exporter
