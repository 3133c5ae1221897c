#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace workspace_exporter::simulator {

/// What query_end_time bounds: the texts of the vendor contradict each other.
enum class Reading : std::uint8_t { kStart, kEnd };
NLOHMANN_JSON_SERIALIZE_ENUM(Reading, {{Reading::kStart, "start"}, {Reading::kEnd, "end"}})

/// Of the rows; `shuffled` is another one for each request, a fault.
enum class Order : std::uint8_t { kNewest, kOldest, kId, kRandom, kShuffled };
NLOHMANN_JSON_SERIALIZE_ENUM(Order, {{Order::kNewest, "newest"},
                                     {Order::kOldest, "oldest"},
                                     {Order::kId, "id"},
                                     {Order::kRandom, "random"},
                                     {Order::kShuffled, "shuffled"}})

/// `manual`: sessions change when a test says so; `auto`: as time passes.
enum class Churn : std::uint8_t { kManual, kAuto };
NLOHMANN_JSON_SERIALIZE_ENUM(Churn, {{Churn::kManual, "manual"}, {Churn::kAuto, "auto"}})

/// `real`: the machine's time; `stepped`: stands still but for the control API's steps.
enum class ClockMode : std::uint8_t { kReal, kStepped };
NLOHMANN_JSON_SERIALIZE_ENUM(ClockMode, {{ClockMode::kReal, "real"}, {ClockMode::kStepped, "stepped"}})

/// By which call an agency is assumed: `agency` by securitytokens, `trust` by STS, `either` by both: the texts of the
/// vendor say that STS takes both kinds.
enum class AgencyKind : std::uint8_t { kAgency, kTrust, kEither };
NLOHMANN_JSON_SERIALIZE_ENUM(AgencyKind, {{AgencyKind::kAgency, "agency"},
                                          {AgencyKind::kTrust, "trust"},
                                          {AgencyKind::kEither, "either"}})

/// One of GET /v3/projects.
struct NamedProject {
  std::string id;
  std::string name;
};
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(NamedProject, id, name)

/// The switches: each is a flag, and a key of /_control/config.
struct Settings {
  // The population; a change of one of these makes a new one.
  std::uint64_t seed = 1;
  std::int64_t sessions = 2000;  ///< 0 to 200,000
  std::int64_t server_groups = 8;
  std::int64_t client_types = 6;
  std::int64_t users = 600;
  std::int64_t machines = 80;
  double history_hours = 48;  ///< the oldest start
  bool working_days = false;  ///< starts follow their shape; else all hours are alike
  double share_active = 0.10;
  double share_disconnected = 0.04;
  double share_appc_init = 0.005;
  double share_init_fail = 0.03;  ///< what the shares leave is SignedOut
  bool hostile = false;           ///< names, times and types as no sane service would send them
  double hostile_share = 0.3;     ///< of the rows
  double share_without_id = 0;
  std::int64_t renamed_groups = 0;  ///< groups whose older rows carry an older name

  // The answers.
  Reading reading = Reading::kStart;
  Order order = Order::kNewest;
  double latency_ms = 0;
  double latency_jitter_ms = 0;  ///< up to so much more
  double date_skew_seconds = 0;  ///< of the Date header
  std::int64_t token_lifetime_seconds = 86400;

  // Projects.
  std::vector<NamedProject> projects = {};  ///< of GET /v3/projects; empty: the account's
  bool project_populations = false;         ///< each project of the account has sessions of its own

  // Agencies and their temporary keys.
  std::string agency_name = "example-agency";
  std::string agency_domain_name = "example-tenant";
  std::string agency_domain_id = "0a9b8c7d6e5f40312233445566778899";  ///< of its URN
  AgencyKind agency_kind = AgencyKind::kAgency;
  std::string agency_external_id = {};              ///< that STS asks for; empty: none
  std::int64_t temporary_key_lifetime_seconds = 0;  ///< whatever is asked for; 0: what is asked for
  std::int64_t security_token_bytes = 1802;         ///< of temporary keys
  std::int64_t metadata_version = 2;                ///< 1: needs no token, and has none
  bool metadata_agency_bound = true;                ///< whether the instance has an agency

  // Federation.
  std::string idp_id = "example-idp";                         ///< the identity provider
  std::vector<std::string> id_tokens = {"example-id-token"};  ///< that are good now

  // Pods of CCE: the projected tokens that are good now.
  std::vector<std::string> pod_identity_tokens = {"example-pod-token"};

  // The quota, a sliding window for each user; 0: none.
  std::int64_t quota_limit = 0;
  double quota_window_seconds = 60;
  bool quota_retry_after = false;     ///< sends Retry-After
  bool quota_counts_rejected = true;  ///< refused calls fill the window as well

  // Rows that move while they are listed: before every nth page.
  std::int64_t shift_every = 0;  ///< 0: never
  std::int64_t shift_insert = 0;
  std::int64_t shift_remove = 0;
  std::int64_t shift_change = 0;

  // Time.
  Churn churn = Churn::kManual;
  double churn_per_second = -1;  ///< starts; below 0: as many as the population had over its history
  ClockMode clock = ClockMode::kReal;
};

/// Every setting.
nlohmann::json ToJson(const Settings& settings);

/// The settings with those of the object changed. Throws std::invalid_argument, naming the key, on an unknown key, a
/// wrong type or a value out of range.
Settings Changed(const Settings& settings, const nlohmann::json& changes);

/// Whether the two ask for different populations.
bool NeedsNewPopulation(const Settings& before, const Settings& after);

}  // namespace workspace_exporter::simulator
