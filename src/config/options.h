#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/origin.h"
#include "base/quota.h"
#include "config/web/web_config.h"

namespace workspace_exporter {

// What the program is to do, validated. Plain data; the defaults are those of the documentation.

/// Whose rights temporary keys have that are asked for with one's own.
struct AgencyOptions {
  std::string name = {};         ///< of the agency
  std::string domain_name = {};  ///< the account that it belongs to
  std::string urn = {};          ///< or of an agency that STS assumes; then the two above are empty
  std::string external_id = {};  ///< that its trust policy asks for; empty: none
  Milliseconds duration = std::chrono::hours(1);

  bool operator==(const AgencyOptions&) const = default;
};

/// The agent of CCE's pod identities, and what it is asked with.
struct PodIdentityOptions {
  Origin origin = {};           ///< without a path
  std::string target = {};      ///< path and query
  std::string token_file = {};  ///< of the service account: read at each fetch

  bool operator==(const PodIdentityOptions&) const = default;
};

/// How a project's requests are signed in.
struct SignInOptions {
  enum class Method : std::uint8_t { kTokenFile, kPassword, kAccessKey, kMetadata, kPodIdentity, kOidc };
  /// Where a kAccessKey comes from.
  enum class KeySource : std::uint8_t { kFiles, kEnvironment, kCredentialsFile };

  Method method = Method::kTokenFile;
  bool chosen_automatically = false;       ///< --auth=auto, so the log says which was chosen
  std::string token_file = {};             ///< kTokenFile: read again when it changes
  std::string iam_domain = {};             ///< kPassword: the account's name
  std::string iam_user = {};               ///< kPassword: the IAM user's name
  std::string iam_password_file = {};      ///< kPassword: where the password is read from
  std::string iam_password_variable = {};  ///< or the environment variable that holds it; one of the two is empty
  KeySource key_source = KeySource::kFiles;
  std::string access_key_file = {};          ///< kFiles: read again when they change
  std::string secret_key_file = {};          ///< kFiles
  std::string security_token_file = {};      ///< kFiles: empty where the keys are permanent
  std::string access_key_variable = {};      ///< kEnvironment: the names of the variables
  std::string secret_key_variable = {};      ///< kEnvironment
  std::string security_token_variable = {};  ///< kEnvironment: empty where the keys are permanent
  std::string credentials_file = {};         ///< kCredentialsFile: read again when it changes
  Origin metadata_endpoint = {};             ///< kMetadata
  PodIdentityOptions pod_identity = {};      ///< kPodIdentity
  std::string idp_id = {};                   ///< kOidc: the identity provider's name in IAM
  std::string id_token_file = {};            ///< kOidc: what that provider says of us; read at each sign-in
  std::optional<AgencyOptions> agency = {};  ///< where keys sign: keys of this agency are asked for and used

  bool operator==(const SignInOptions&) const = default;
};

/// Sessions that are longer in a state are overdue.
struct OverdueAfter {
  std::string state;  ///< AppcInit, Disconnected or Active
  Milliseconds after = {};

  bool operator==(const OverdueAfter&) const = default;
};

struct ProjectOptions {
  // What is asked, and where.
  std::string name = {};                    ///< value of the label `project`; the project's id where nobody named it
  std::string region = {};                  ///< may be empty where the endpoints are given
  Origin endpoint = {};                     ///< of the Workspace API
  std::optional<Origin> iam_endpoint = {};  ///< of IAM; may be missing where the sign-in does not need it
  std::optional<Origin> sts_endpoint = {};  ///< of STS, where an agency is assumed by its URN
  std::string project_id = {};              ///< empty: looked up by the region's name
  /// Which of endpoint, iam_endpoint and project_id no setting gave but a variable or file of the vendor's SDKs: which.
  std::map<std::string, std::string, std::less<>> sdk_settings = {};
  std::vector<std::string> unused_sdk_settings = {};  ///< what stands there and does not hold, and why: for people
  std::string sdk_regions_file = {};                  ///< where an endpoint was looked for; empty: nowhere
  /// Who signs in, of whose quota is spent: a key that projects share, not to be shown; see identity.h.
  std::string identity = {};
  std::string identity_name = {};  ///< what somebody calls it; empty: nobody did
  SignInOptions sign_in = {};
  std::optional<Origin> proxy = {};  ///< through which the APIs are reached
  bool proxy_is_for_https = false;   ///< only those of https: it is the environment's, as curl and Go take HTTPS_PROXY
  std::string proxy_variable = {};   ///< the environment variable that holds the proxy's credentials; empty: none
  std::string no_proxy = {};         ///< hosts, suffixes of domains and networks that are reached without it, by commas
  std::string ca_file = {};          ///< PEM; empty: the system's certificates
  std::size_t ca_hash = 0;           ///< of its content, so that a file with another one is another option

  // Which sessions count.
  std::string app_server_group_id = {};   ///< filtered by the API; empty: all
  std::string server_group_include = {};  ///< RE2 on the whole of a group's name; empty: all
  std::string server_group_exclude = {};  ///< RE2 on the whole of a group's name; empty: none
  Milliseconds lookback = std::chrono::hours(24);
  Milliseconds live_lookback = std::chrono::days(7);

  // How it is asked.
  int page_size = 100;               ///< rows, 2 to 100
  int concurrency = 8;               ///< requests in flight, 1 to 64
  Quota api_quota = {.limit = 150};  ///< of one sign-in identity; up to 1000000, 0: none of our own
  Milliseconds request_timeout = std::chrono::seconds(10);  ///< from name look-up to the last byte
  int retries = 3;                                          ///< tries after the first, 0 to 10

  // When.
  Milliseconds min_interval = std::chrono::seconds(10);     ///< between the beginnings of collections; may be 0
  Milliseconds max_staleness = std::chrono::minutes(5);     ///< figures of an older listing are left out
  Milliseconds resync_interval = std::chrono::minutes(30);  ///< 0: every collection is a full listing

  // How it is shown.
  std::vector<OverdueAfter> overdue = {{"AppcInit", std::chrono::minutes(5)}, {"Disconnected", std::chrono::hours(8)}};
  /// Names of labels, session_state among them, each once; server_group stands for server_group_id as well.
  std::vector<std::string> group_by = {"session_state", "server_group", "client_type", "failed_code"};
  int series_limit = 5000;                                ///< series of each family, 1 to 1000000
  Milliseconds series_retention = std::chrono::hours(1);  ///< how long what has gone is shown as 0; may be 0

  bool operator==(const ProjectOptions&) const = default;
};

struct WebOptions {
  /// "HOST:PORT"; the host is an IPv4 address, an IPv6 address in brackets, "localhost", or empty for every address;
  /// port 0 picks a free one.
  std::vector<std::string> listen_addresses = {":10110"};
  std::string telemetry_path = "/metrics";
  int max_requests = 40;  ///< at once, 1 to 10000
  bool enable_reload = false;
  WebConfig config = {};

  bool operator==(const WebOptions&) const = default;
};

enum class LogLevel : std::uint8_t { kDebug, kInfo, kWarn, kError };
enum class LogFormat : std::uint8_t { kLogfmt, kJson };

struct LogOptions {
  LogLevel level = LogLevel::kInfo;
  LogFormat format = LogFormat::kLogfmt;

  bool operator==(const LogOptions&) const = default;
};

struct Options {
  enum class Command : std::uint8_t { kServe, kOnce, kCheck, kHelp, kVersion };

  Command command = Command::kServe;  ///< kHelp and kVersion: nothing else here was read
  std::string config_file = {};       ///< where the projects stand; empty: in the flags
  std::vector<ProjectOptions> projects = {};
  Milliseconds scrape_timeout = std::chrono::seconds(10);  ///< where the scrape does not say
  Milliseconds scrape_timeout_offset = Milliseconds(500);  ///< less than scrape_timeout; may be 0
  WebOptions web = {};
  LogOptions log = {};
  std::size_t content = 0;  ///< a hash of all files that were read for this, but for those of `web.config`

  bool operator==(const Options&) const = default;
};

}  // namespace workspace_exporter
