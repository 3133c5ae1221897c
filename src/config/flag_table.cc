#include "config/flag_table.h"

#include <algorithm>
#include <array>

namespace workspace_exporter {
namespace {

using Places = Flag::Places;

constexpr Flag OfProject(std::string_view name, std::string_view default_value, std::string_view meaning) {
  return {.name = name, .default_value = default_value, .meaning = meaning, .of_project = true};
}

constexpr Flag OfProgram(std::string_view name, std::string_view default_value, std::string_view meaning) {
  return {.name = name, .default_value = default_value, .meaning = meaning};
}

/// Of the program, and off where it is not given.
constexpr Flag Switch(std::string_view name, std::string_view meaning) {
  return {.name = name, .meaning = meaning, .boolean = true};
}

// Checked in endpoint_options.cc; ids and names in project_options.cc; config_file in config_file.cc.
constexpr auto kApi = std::to_array<Flag>({
    OfProject("region", "", "the region, such as ap-southeast-1: picks the host names of the Workspace API and of IAM"),
    OfProject(
        "endpoint", "",
        "base URL of the Workspace API; else HUAWEICLOUD_SDK_REGION_WORKSPACEAPP_<REGION> in the environment, else "
        "the SDKs' regions.yaml, else the region's; plain http only for loopback addresses, or with "
        "--allow_plain_http"),
    OfProject("iam_endpoint", "",
              "base URL of IAM; else iam_endpoint of credentials_file, else HUAWEICLOUD_SDK_IAM_ENDPOINT in the "
              "environment, else the region's; a sign-in by password or oidc, an agency and the look-up of a project "
              "need it. Where it is given, STS is asked there as well"),
    OfProject(
        "project_id", "",
        "the id of the project; else project_id of credentials_file, else HUAWEICLOUD_SDK_PROJECT_ID, HW_PROJECT_ID "
        "or OS_PROJECT_ID in the environment; looked up by the region's name where none of them is given and keys "
        "sign the requests"),
    OfProgram(
        "project", "",
        "value of the label project; where it is not given, the project's id, or the region where the id is looked up"),
    OfProgram("config_file", "",
              "YAML file with many projects; read again when its content changes. What else is given of a project's "
              "flags are its defaults"),
});

// Checked in sign_in_options.cc, and from there password_options.cc, access_key_options.cc, temporary_key_options.cc.
constexpr auto kSignIn = std::to_array<Flag>({
    OfProject(
        "auth", "auto",
        "token_file, password, aksk, metadata, pod_identity (HC_CONTAINER_* of CCE) or oidc (HUAWEICLOUD_SDK_IDP_ID, "
        "HUAWEICLOUD_SDK_ID_TOKEN_FILE); auto takes the first of token_file, aksk and password that is "
        "configured, and says in the log which"),
    OfProject("token_file", "", "file with an X-Auth-Token; read again when it changes"),
    OfProject("iam_domain", "",
              "the account's name; else HW_DOMAIN_NAME, OS_DOMAIN_NAME or OS_USER_DOMAIN_NAME in the environment"),
    OfProject("iam_user", "", "the IAM user's name; else HW_USER_NAME or OS_USERNAME in the environment"),
    OfProject("iam_password_file", "",
              "file with the IAM user's password; else HW_USER_PASSWORD or OS_PASSWORD in the environment"),
    OfProject("access_key_file", "",
              "file with an access key, read again when it changes; else HUAWEICLOUD_SDK_AK, HW_ACCESS_KEY or "
              "OS_ACCESS_KEY in the environment, else credentials_file"),
    OfProject("secret_key_file", "",
              "file with its secret key; else HUAWEICLOUD_SDK_SK, HW_SECRET_KEY or OS_SECRET_KEY in the environment"),
    OfProject("security_token_file", "",
              "file with the security token of temporary keys; else HUAWEICLOUD_SDK_SECURITY_TOKEN or "
              "HW_SECURITY_TOKEN in the environment"),
    OfProject("credentials_file", "~/.huaweicloud/credentials",
              "INI file with ak and sk in section [basic], and perhaps project_id and iam_endpoint; else the one that "
              "HUAWEICLOUD_SDK_CREDENTIALS_FILE in the environment names"),
    OfProject("metadata_endpoint", "http://169.254.169.254", "where auth=metadata gets temporary keys"),
    OfProject("agency_name", "", "assume this agency with the keys of auth=aksk, metadata or pod_identity"),
    OfProject("agency_domain_name", "", "the account that the agency belongs to"),
    OfProject("agency_urn", "",
              "URN of an agency to assume by STS, which trust agencies need, instead of agency_name and "
              "agency_domain_name"),
    OfProject("agency_external_id", "", "the external id that the trust policy of agency_urn asks for"),
    OfProject(
        "agency_duration", "1h",
        "how long the agency is assumed for at a time, 15m to 24h; by agency_urn to 12h, with temporary keys to 1h"),
});

// Checked in project_options.cc; proxy in proxy_options.cc; allow_plain_http, of which is asked for every URL, in
// program_options.cc.
constexpr auto kNetwork = std::to_array<Flag>({
    OfProject("ca_file", "", "PEM file with the certificates to trust; the system's where it is not given"),
    OfProject("proxy", "",
              "http:// proxy for requests to the APIs; else HTTPS_PROXY in the environment, where its user "
              "name and password stand; NO_PROXY holds for both"),
    Switch("allow_plain_http",
           "allow http to other hosts than loopback: passwords and tokens cross the network unprotected"),
    OfProject("request_timeout", "10s", "time for one API request, from name look-up to the last byte"),
});

// Checked in project_options.cc.
constexpr auto kListed = std::to_array<Flag>({
    OfProject("app_server_group_id", "", "count the sessions of this server group alone; filtered by the API"),
    OfProject("server_group_include", "",
              "count server groups whose whole name matches this RE2 expression; all where not given"),
    OfProject("server_group_exclude", "", "leave out server groups whose whole name matches this RE2 expression"),
    OfProject("lookback", "24h", "how far back, by start time, ended and failed sessions are counted"),
    OfProject("live_lookback", "7d",
              "how far back, by start time, live sessions (Active, Disconnected, AppcInit) are looked for"),
});

// Checked in project_options.cc.
constexpr auto kRequests = std::to_array<Flag>({
    OfProject("page_size", "100", "rows a page, 2 to 100"),
    OfProject("concurrency", "8", "requests in flight, 1 to 64"),
    OfProject(
        "api_quota", "150/1m",
        "requests in any window of that length for one sign-in, shared by its projects; 0: no limit of our own. The "
        "service allows about 200 a minute for all that a user does"),
    OfProject("retries", "3", "tries of a request after the first, 0 to 10"),
});

// Checked in project_options.cc; scrape_timeout and scrape_timeout_offset in program_options.cc.
constexpr auto kTiming = std::to_array<Flag>({
    OfProgram(
        "scrape_timeout", "10s",
        "time for a scrape whose scraper does not say how long it waits; 2s at most if there are figures already"),
    OfProgram("scrape_timeout_offset", "500ms", "how much earlier a scrape answers"),
    OfProject(
        "min_interval", "10s",
        "a collection begins no sooner than this after the last one began; scrapes in between get the last snapshot"),
    OfProject("max_staleness", "5m",
              "a snapshot up to this old still answers scrapes; the gauges of an older one are left out"),
    OfProject("resync_interval", "30m",
              "how often a full listing checks the incremental ones; 0: every collection is a full listing"),
});

// Checked in project_options.cc.
constexpr auto kSeries = std::to_array<Flag>({
    OfProject("overdue", "AppcInit=5m,Disconnected=8h",
              "sessions longer than this in a live state, since its last change, are counted as overdue"),
    OfProject(
        "group_by", "session_state,server_group,client_type,failed_code",
        "labels of the sessions gauge; session_state is required, server_group brings server_group_id; more: app_name, "
        "protocol_type, session_type, client_version, agent_version, machine_name"),
    OfProject("series_limit", "5000",
              "series of each family with session labels, for a project; what is above is folded into _other"),
    OfProject("series_retention", "1h", "how long a combination of labels that has gone is still shown as 0"),
});

// Checked in web_options.cc; web_config_file in web/web_config.cc.
constexpr auto kWeb = std::to_array<Flag>({
    OfProgram("web_listen_address", ":10110",
              "addresses to listen on, with commas between them; port 0 picks a free one"),
    OfProgram("web_telemetry_path", "/metrics", "path of the metrics"),
    OfProgram(
        "web_config_file", "",
        "YAML file in the format of Prometheus' exporter toolkit: TLS, client certificates, bcrypt users, headers, "
        "rate limit; read again when it changes"),
    OfProgram("web_max_requests", "40", "scrapes answered at once, 1 to 10000; more get 503"),
    Switch("web_enable_reload", "enable POST /-/reload; where users have passwords it is enabled for them"),
});

// Checked in program_options.cc.
constexpr auto kLogs = std::to_array<Flag>({
    OfProgram("log_level", "info", "debug, info, warn or error"),
    OfProgram("log_format", "logfmt", "logfmt or json; to stderr"),
});

// Checked in program_options.cc; flagfile in flag_sources.cc.
constexpr auto kCommands = std::to_array<Flag>({
    Switch("once", "make one collection, write the metrics to stdout and exit: 0, or 1 if a project is not up"),
    Switch("check", "validate everything, sign in, ask each project for one session, say the result and exit"),
    {.name = "flagfile",
     .meaning =
         "file with more flags, one on each line; lines that begin with # are passed over. What stands on the command "
         "line goes before it, wherever",
     .places = Places::kNotInFlagfile},
    {.name = "version",
     .meaning = "show name, version and revision and exit",
     .boolean = true,
     .places = Places::kCommandLine},
    {.name = "help", .meaning = "show this and exit", .boolean = true, .places = Places::kCommandLine},
});

constexpr auto kGroups = std::to_array<FlagGroup>({
    {.heading = "API and projects", .flags = kApi},
    {.heading = "Sign-in; a secret is never a flag, it comes from a file or the environment", .flags = kSignIn},
    {.heading = "Network", .flags = kNetwork},
    {.heading = "What is listed", .flags = kListed},
    {.heading = "Quota and retries", .flags = kRequests},
    {.heading = "Timing of scrapes", .flags = kTiming},
    {.heading = "Labels and series", .flags = kSeries},
    {.heading = "Web", .flags = kWeb},
    {.heading = "Logs", .flags = kLogs},
    {.heading = "Commands, and flags from a file", .flags = kCommands},
});

template <typename Take>
std::vector<std::string> NamesOf(const Take& take) {
  std::vector<std::string> names;
  for (const FlagGroup& group : kGroups) {
    for (const Flag& flag : group.flags) {
      if (take(flag)) names.emplace_back(flag.name);
    }
  }
  return names;
}

}  // namespace

std::span<const FlagGroup> FlagTable() { return kGroups; }

const Flag* FindFlag(std::string_view name) {
  for (const FlagGroup& group : kGroups) {
    const auto found = std::ranges::find(group.flags, name, &Flag::name);
    if (found != group.flags.end()) return &*found;
  }
  return nullptr;
}

bool IsOfProject(std::string_view name) {
  const Flag* const flag = FindFlag(name);
  return flag != nullptr && flag->of_project;
}

const std::vector<std::string>& FlagNames() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names = NamesOf([](const Flag&) { return true; });
    std::ranges::sort(names);
    return names;
  }();
  return kNames;
}

const std::vector<std::string>& ProjectFlagNames() {
  static const std::vector<std::string> kNames = NamesOf([](const Flag& flag) { return flag.of_project; });
  return kNames;
}

}  // namespace workspace_exporter
