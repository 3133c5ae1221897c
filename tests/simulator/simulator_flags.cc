#include "simulator/simulator_flags.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include <gflags/gflags.h>

DEFINE_string(listen, "127.0.0.1:0", "IPv4 address and port; port 0 picks a free one");
DEFINE_string(tls_cert, "", "PEM certificate chain; empty: plain HTTP");
DEFINE_string(tls_key, "", "PEM key of the certificate");
DEFINE_string(tls_max_version, "", "1.0, 1.1, 1.2 or 1.3: no later one is spoken; empty: OpenSSL's");
DEFINE_string(plain_listen, "",
              "one more address, of plain HTTP: real metadata services speak nothing else; empty: none");
DEFINE_string(project_id, "0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e",
              "project, or several, comma separated; they share one population, but for project_populations");
DEFINE_string(iam_domain, "example-account", "account name");
DEFINE_string(iam_user, "exporter", "IAM user name");
DEFINE_string(iam_password, "example-password", "password; --iam_password_file goes before it");
DEFINE_string(iam_password_file, "", "file with the password");
DEFINE_string(token_file, "", "file with a token that is good without a sign-in");
DEFINE_string(access_key, "", "permanent access key of signed requests; empty: only temporary ones are good");
DEFINE_string(secret_key_file, "", "file with its secret key");
DEFINE_string(security_token_file, "", "file with the security token that has to come with it");
DEFINE_string(config, "{}", "JSON object of settings (see README.md), over those of the flags");

DEFINE_string(iam_limit, "", "5/1s: so many requests to IAM in any such time, from one address; empty: no limit");
DEFINE_string(iam_limit_policy, "ip", "whom that limit counts: ip, user, app, api");

DEFINE_uint64(seed, 1, "of the population");
DEFINE_int64(sessions, 2000, "number of sessions, 0 to 200000");
DEFINE_int64(server_groups, 8, "number of server groups");
DEFINE_int64(client_types, 6, "number of client types");
DEFINE_double(history_hours, 48, "how far back sessions start");
DEFINE_bool(hostile, false, "names, times and types as no sane service would send them");
DEFINE_string(reading, "start", "what query_end_time bounds: start or end of a session");
DEFINE_string(order, "newest", "of rows: newest, oldest, id, random, shuffled");
DEFINE_double(latency_ms, 0, "before each answer");
DEFINE_double(latency_jitter_ms, 0, "up to so much more");
DEFINE_int64(quota_limit, 0, "requests per window and user; 0: no limit");
DEFINE_double(quota_window_seconds, 60, "the window");
DEFINE_int64(token_lifetime_seconds, 86400, "of a token");
DEFINE_string(churn, "manual", "manual: sessions change when told; auto: as time passes");
DEFINE_double(churn_per_second, -1, "session starts a second; below 0: what the history had");
DEFINE_string(clock, "real", "real, or stepped: moves by /_control/step alone");

namespace workspace_exporter::simulator {
namespace {

/// Without the line end that editors leave.
std::string ReadSecret(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file);
  std::string content{std::istreambuf_iterator<char>(stream), {}};
  while (!content.empty() && (content.back() == '\n' || content.back() == '\r')) content.pop_back();
  return content;
}

nlohmann::json SettingsFlags() {
  return {{"seed", FLAGS_seed},
          {"sessions", FLAGS_sessions},
          {"server_groups", FLAGS_server_groups},
          {"client_types", FLAGS_client_types},
          {"history_hours", FLAGS_history_hours},
          {"hostile", FLAGS_hostile},
          {"reading", FLAGS_reading},
          {"order", FLAGS_order},
          {"latency_ms", FLAGS_latency_ms},
          {"latency_jitter_ms", FLAGS_latency_jitter_ms},
          {"quota_limit", FLAGS_quota_limit},
          {"quota_window_seconds", FLAGS_quota_window_seconds},
          {"token_lifetime_seconds", FLAGS_token_lifetime_seconds},
          {"churn", FLAGS_churn},
          {"churn_per_second", FLAGS_churn_per_second},
          {"clock", FLAGS_clock}};
}

nlohmann::json FaultFlags() {
  if (FLAGS_iam_limit.empty()) return nlohmann::json::array();
  const nlohmann::json limit = {
      {"kind", "rate_limit"}, {"operation", "iam"}, {"limit", FLAGS_iam_limit}, {"policy", FLAGS_iam_limit_policy}};
  return nlohmann::json::array({limit});
}

Account AccountFromFlags() {
  Account account;
  account.domain = FLAGS_iam_domain;
  account.user = FLAGS_iam_user;
  account.password = FLAGS_iam_password;
  account.projects.clear();
  if (!FLAGS_iam_password_file.empty()) account.password = ReadSecret(FLAGS_iam_password_file);
  if (!FLAGS_token_file.empty()) account.static_token = ReadSecret(FLAGS_token_file);
  account.access_key.id = FLAGS_access_key;
  if (!FLAGS_secret_key_file.empty()) account.access_key.secret = ReadSecret(FLAGS_secret_key_file);
  if (!FLAGS_security_token_file.empty()) account.access_key.security_token = ReadSecret(FLAGS_security_token_file);
  std::istringstream list(FLAGS_project_id);
  for (std::string project; std::getline(list, project, ',');) account.projects.push_back(project);
  return account;
}

}  // namespace

SimulatorOptions OptionsFromFlags() {
  nlohmann::json settings = SettingsFlags();
  settings.update(nlohmann::json::parse(FLAGS_config));
  return {.listen = FLAGS_listen,
          .tls_certificate_file = FLAGS_tls_cert,
          .tls_key_file = FLAGS_tls_key,
          .tls_max_version = FLAGS_tls_max_version,
          .plain_listen = FLAGS_plain_listen,
          .account = AccountFromFlags(),
          .settings = Changed(Settings{}, settings),
          .faults = FaultFlags()};
}

}  // namespace workspace_exporter::simulator
