#include "exporter/flags.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <gflags/gflags.h>

// API and projects.
DEFINE_string(region, "", "the region, such as ap-southeast-1: picks the host names of the Workspace API and of IAM");
DEFINE_string(endpoint, "",
              "base URL of the Workspace API, where it is not the region's; plain http only for loopback addresses, or "
              "with --allow_plain_http");
DEFINE_string(iam_endpoint, "",
              "base URL of IAM, where it is not the region's; a password sign-in, an agency and the look-up of a "
              "project need it. Where it is given, STS is asked there as well");
DEFINE_string(project_id, "",
              "the id of the project; looked up by the region's name where it is not given and keys sign the requests");
DEFINE_string(
    project, "",
    "value of the label project; where it is not given, the project's id, or the region where the id is looked up");
DEFINE_string(config_file, "",
              "YAML file with many projects; read again when its content changes. What else is given of a project's "
              "flags are its defaults");

// Sign-in.
DEFINE_string(auth, "auto",
              "token_file, password, aksk or metadata; auto takes the first of token_file, aksk and password that is "
              "configured, and says in the log which");
DEFINE_string(token_file, "", "file with an X-Auth-Token; read again when it changes");
DEFINE_string(iam_domain, "", "the account's name; else HW_DOMAIN_NAME in the environment");
DEFINE_string(iam_user, "", "the IAM user's name; else HW_USER_NAME in the environment");
DEFINE_string(iam_password_file, "", "file with the IAM user's password; else HW_USER_PASSWORD in the environment");
DEFINE_string(access_key_file, "",
              "file with an access key, read again when it changes; else HUAWEICLOUD_SDK_AK, HW_ACCESS_KEY or "
              "OS_ACCESS_KEY in the environment, else credentials_file");
DEFINE_string(secret_key_file, "",
              "file with its secret key; else HUAWEICLOUD_SDK_SK, HW_SECRET_KEY or OS_SECRET_KEY in the environment");
DEFINE_string(security_token_file, "",
              "file with the security token of temporary keys; else HUAWEICLOUD_SDK_SECURITY_TOKEN or "
              "HW_SECURITY_TOKEN in the environment");
DEFINE_string(credentials_file, "~/.huaweicloud/credentials",
              "INI file with ak and sk in section [basic]; else the one that HUAWEICLOUD_SDK_CREDENTIALS_FILE in the "
              "environment names");
DEFINE_string(metadata_endpoint, "http://169.254.169.254", "where auth=metadata gets temporary keys");
DEFINE_string(agency_name, "", "assume this agency with the keys of auth=aksk or metadata");
DEFINE_string(agency_domain_name, "", "the account that the agency belongs to");
DEFINE_string(agency_urn, "",
              "URN of an agency to assume by STS, which trust agencies need, instead of agency_name and "
              "agency_domain_name");
DEFINE_string(agency_external_id, "", "the external id that the trust policy of agency_urn asks for");
DEFINE_string(
    agency_duration, "1h",
    "how long the agency is assumed for at a time, 15m to 24h; by agency_urn to 12h, with temporary keys to 1h");

// Network.
DEFINE_string(ca_file, "", "PEM file with the certificates to trust; the system's where it is not given");
DEFINE_string(proxy, "",
              "http:// proxy for requests to the APIs; else HTTPS_PROXY in the environment, where its user "
              "name and password stand; NO_PROXY holds for both");
DEFINE_bool(allow_plain_http, false,
            "allow http to other hosts than loopback: passwords and tokens cross the network unprotected");
DEFINE_string(request_timeout, "10s", "time for one API request, from name look-up to the last byte");

// What is listed.
DEFINE_string(app_server_group_id, "", "count the sessions of this server group alone; filtered by the API");
DEFINE_string(server_group_include, "",
              "count server groups whose whole name matches this RE2 expression; all where not given");
DEFINE_string(server_group_exclude, "", "leave out server groups whose whole name matches this RE2 expression");
DEFINE_string(lookback, "24h", "how far back, by start time, ended and failed sessions are counted");
DEFINE_string(live_lookback, "7d",
              "how far back, by start time, live sessions (Active, Disconnected, AppcInit) are looked for");

// Quota and retries.
DEFINE_int32(page_size, 100, "rows a page, 2 to 100");
DEFINE_int32(concurrency, 8, "requests in flight, 1 to 64");
DEFINE_string(
    api_quota, "150/1m",
    "requests in any window of that length for one sign-in, shared by its projects; 0: no limit of our own. The "
    "service allows about 200 a minute for all that a user does");
DEFINE_int32(retries, 3, "tries of a request after the first, 0 to 10");

// Timing of scrapes.
DEFINE_string(
    scrape_timeout, "10s",
    "time for a scrape whose scraper does not say how long it waits; 2s at most if there are figures already");
DEFINE_string(scrape_timeout_offset, "500ms", "how much earlier a scrape answers");
DEFINE_string(
    min_interval, "10s",
    "a collection begins no sooner than this after the last one began; scrapes in between get the last snapshot");
DEFINE_string(max_staleness, "5m",
              "a snapshot up to this old still answers scrapes; the gauges of an older one are left out");
DEFINE_string(resync_interval, "30m",
              "how often a full listing checks the incremental ones; 0: every collection is a full listing");

// Labels and series.
DEFINE_string(overdue, "AppcInit=5m,Disconnected=8h",
              "sessions longer than this in a live state, since its last change, are counted as overdue");
DEFINE_string(
    group_by, "session_state,server_group,client_type,failed_code",
    "labels of the sessions gauge; session_state is required, server_group brings server_group_id; more: app_name, "
    "protocol_type, session_type, client_version, agent_version, machine_name");
DEFINE_int32(series_limit, 5000,
             "series of each family with session labels, for a project; what is above is folded into _other");
DEFINE_string(series_retention, "1h", "how long a combination of labels that has gone is still shown as 0");

// Web.
DEFINE_string(web_listen_address, ":10110",
              "addresses to listen on, with commas between them; port 0 picks a free one");
DEFINE_string(web_telemetry_path, "/metrics", "path of the metrics");
DEFINE_string(
    web_config_file, "",
    "YAML file in the format of Prometheus' exporter toolkit: TLS, client certificates, bcrypt users, headers, "
    "rate limit; read again when it changes");
DEFINE_int32(web_max_requests, 40, "scrapes answered at once, 1 to 10000; more get 503");
DEFINE_bool(web_enable_reload, false, "enable POST /-/reload; where users have passwords it is enabled for them");

// Logs.
DEFINE_string(log_level, "info", "debug, info, warn or error");
DEFINE_string(log_format, "logfmt", "logfmt or json; to stderr");

// Commands.
DEFINE_bool(once, false, "make one collection, write the metrics to stdout and exit: 0, or 1 if a project is not up");
DEFINE_bool(check, false, "validate everything, sign in, ask each project for one session, say the result and exit");

namespace workspace_exporter {
namespace {

// gflags has flags of these names itself; the meaning is ours.
const std::array<FlagHelp, 3> kNotRegistered = {
    {{.name = "flagfile",
      .help =
          "file with more flags, one on each line; lines that begin with # are passed over. What stands on the command "
          "line goes before it, wherever"},
     {.name = "help", .help = "show this and exit", .boolean = true},
     {.name = "version", .help = "show name, version and revision and exit", .boolean = true}}};

FlagSpec::Places PlacesOf(std::string_view name) {
  if (name == "help" || name == "version") return FlagSpec::Places::kCommandLine;
  return name == "flagfile" ? FlagSpec::Places::kNotInFlagfile : FlagSpec::Places::kEverywhere;
}

}  // namespace

std::vector<FlagHelp> AllFlags() {
  std::vector<gflags::CommandLineFlagInfo> registered;
  gflags::GetAllFlags(&registered);
  std::vector<FlagHelp> flags(kNotRegistered.begin(), kNotRegistered.end());
  for (const gflags::CommandLineFlagInfo& flag : registered) {
    if (flag.filename != __FILE__) continue;  // gflags' own
    flags.push_back({.name = flag.name,
                     .default_value = flag.default_value,
                     .help = flag.description,
                     .boolean = flag.type == "bool"});
  }
  std::ranges::sort(flags, {}, &FlagHelp::name);
  return flags;
}

OptionsOrFaults ReadOptions(int argc, const char* const* argv, const char* const* environment,
                            const FileReader& files) {
  FlagSpecs known;
  for (const FlagHelp& flag : AllFlags()) {
    known.push_back({.name = flag.name, .boolean = flag.boolean, .places = PlacesOf(flag.name)});
  }
  std::size_t variables = 0;
  while (environment[variables] != nullptr) ++variables;
  const Words words(argv, static_cast<std::size_t>(std::max(argc, 0)));
  return ReadProgramOptions(words.subspan(std::min<std::size_t>(words.size(), 1)), Words(environment, variables), known,
                            files);
}

}  // namespace workspace_exporter
