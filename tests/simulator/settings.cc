#include "simulator/settings.h"

#include <stdexcept>
#include <string>

namespace workspace_exporter::simulator {
namespace {

using nlohmann::json;

template <typename SettingsType, typename Visitor>
void VisitPopulation(SettingsType& settings, const Visitor& visit) {
  visit("seed", settings.seed);
  visit("sessions", settings.sessions);
  visit("server_groups", settings.server_groups);
  visit("client_types", settings.client_types);
  visit("users", settings.users);
  visit("machines", settings.machines);
  visit("history_hours", settings.history_hours);
  visit("working_days", settings.working_days);
  visit("share_active", settings.share_active);
  visit("share_disconnected", settings.share_disconnected);
  visit("share_appc_init", settings.share_appc_init);
  visit("share_init_fail", settings.share_init_fail);
  visit("hostile", settings.hostile);
  visit("hostile_share", settings.hostile_share);
  visit("share_without_id", settings.share_without_id);
  visit("renamed_groups", settings.renamed_groups);
}

template <typename SettingsType, typename Visitor>
void VisitAnswers(SettingsType& settings, const Visitor& visit) {
  visit("reading", settings.reading);
  visit("order", settings.order);
  visit("latency_ms", settings.latency_ms);
  visit("latency_jitter_ms", settings.latency_jitter_ms);
  visit("date_skew_seconds", settings.date_skew_seconds);
  visit("token_lifetime_seconds", settings.token_lifetime_seconds);
  visit("quota_limit", settings.quota_limit);
  visit("quota_window_seconds", settings.quota_window_seconds);
  visit("quota_retry_after", settings.quota_retry_after);
  visit("quota_counts_rejected", settings.quota_counts_rejected);
  visit("shift_every", settings.shift_every);
  visit("shift_insert", settings.shift_insert);
  visit("shift_remove", settings.shift_remove);
  visit("shift_change", settings.shift_change);
  visit("churn", settings.churn);
  visit("churn_per_second", settings.churn_per_second);
  visit("clock", settings.clock);
}

template <typename SettingsType, typename Visitor>
void VisitIdentity(SettingsType& settings, const Visitor& visit) {
  visit("projects", settings.projects);
  visit("project_populations", settings.project_populations);
  visit("agency_name", settings.agency_name);
  visit("agency_domain_name", settings.agency_domain_name);
  visit("agency_domain_id", settings.agency_domain_id);
  visit("agency_kind", settings.agency_kind);
  visit("agency_external_id", settings.agency_external_id);
  visit("temporary_key_lifetime_seconds", settings.temporary_key_lifetime_seconds);
  visit("security_token_bytes", settings.security_token_bytes);
  visit("metadata_version", settings.metadata_version);
  visit("metadata_agency_bound", settings.metadata_agency_bound);
  visit("idp_id", settings.idp_id);
  visit("id_tokens", settings.id_tokens);
  visit("pod_identity_tokens", settings.pod_identity_tokens);
}

template <typename SettingsType>
json Dump(SettingsType& settings, bool population_only) {
  json out = json::object();
  const auto write = [&out](const char* name, const auto& field) { out[name] = field; };
  VisitPopulation(settings, write);
  if (population_only) return out;
  VisitAnswers(settings, write);
  VisitIdentity(settings, write);
  return out;
}

/// Reads one field; an enumeration that does not come back as it was given held a word that it does not know.
template <typename Field>
void ReadSetting(const json& changes, const char* name, Field& field) {
  const auto found = changes.find(name);
  if (found == changes.end()) return;
  try {
    field = found->get<Field>();
  } catch (const json::exception&) {
    throw std::invalid_argument(std::string(name) + ": wrong type");
  }
  if (json(field) != *found) throw std::invalid_argument(std::string(name) + ": value not known or out of range");
}

void Check(const Settings& settings) {
  const auto require = [](bool holds, const char* name) {
    if (!holds) throw std::invalid_argument(std::string(name) + ": out of range");
  };
  require(settings.sessions >= 0 && settings.sessions <= 200'000, "sessions");
  require(settings.server_groups >= 1 && settings.server_groups <= 100'000, "server_groups");
  require(settings.client_types >= 1 && settings.client_types <= 100'000, "client_types");
  require(settings.users >= 1 && settings.users <= 1'000'000, "users");
  require(settings.machines >= 1 && settings.machines <= 1'000'000, "machines");
  require(settings.history_hours > 0 && settings.history_hours <= 24 * 60, "history_hours");
  require(settings.quota_window_seconds > 0, "quota_window_seconds");
  require(settings.temporary_key_lifetime_seconds >= 0, "temporary_key_lifetime_seconds");
  require(settings.security_token_bytes >= 16 && settings.security_token_bytes <= 60'000, "security_token_bytes");
  require(settings.metadata_version == 1 || settings.metadata_version == 2, "metadata_version");
  require(settings.latency_ms >= 0 && settings.latency_jitter_ms >= 0, "latency_ms");
}

}  // namespace

json ToJson(const Settings& settings) { return Dump(settings, false); }

Settings Changed(const Settings& settings, const json& changes) {
  if (!changes.is_object()) throw std::invalid_argument("an object of settings is wanted");
  const json known = ToJson(settings);
  for (const auto& change : changes.items()) {
    if (!known.contains(change.key())) throw std::invalid_argument(change.key() + ": no such setting");
  }
  Settings changed = settings;
  const auto read = [&changes](const char* name, auto& field) { ReadSetting(changes, name, field); };
  VisitPopulation(changed, read);
  VisitAnswers(changed, read);
  VisitIdentity(changed, read);
  Check(changed);
  return changed;
}

bool NeedsNewPopulation(const Settings& before, const Settings& after) {
  return Dump(before, true) != Dump(after, true);
}

}  // namespace workspace_exporter::simulator
