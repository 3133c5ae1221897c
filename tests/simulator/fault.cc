#include "simulator/fault.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <string_view>

#include "simulator/simulated_limit.h"

namespace workspace_exporter::simulator {
namespace {

using nlohmann::json;

constexpr std::string_view kKinds[] = {"status",
                                       "rate_limit",
                                       "redirect",
                                       "reset_before_headers",
                                       "reset_in_headers",
                                       "reset_after_headers",
                                       "hang",
                                       "close_mid_body",
                                       "slow_first_byte",
                                       "drip_headers",
                                       "drip_body",
                                       "length",
                                       "chunked",
                                       "broken_chunks",
                                       "header",
                                       "broken_head",
                                       "gzip",
                                       "close",
                                       "garble",
                                       "count",
                                       "duplicate_rows",
                                       "short_page"};
constexpr std::string_view kOperations[] = {
    "list_sessions",  "sign_in",      "list_projects", "assume_agency", "federate", "assume_by_urn",
    "metadata_token", "metadata_key", "pod_identity",  "iam",           "any"};
constexpr std::string_view kShapes[] = {"a",       "b",      "c",    "d",    "camel", "nested", "nested_twice",
                                        "details", "denied", "html", "text", "empty"};
constexpr std::string_view kForms[] = {"not_json",      "cut",          "array",      "empty",          "html",
                                       "huge",          "deep",         "trailing",   "wrong_type",     "null_item",
                                       "count_missing", "count_string", "count_null", "count_negative", "items_missing",
                                       "items_null",    "items_object", "no_identity"};
constexpr std::string_view kGzipForms[] = {"", "bomb", "garbled", "none"};
constexpr std::string_view kChunkForms[] = {"no_size", "huge", "cut", "no_end", "overrun"};
constexpr std::string_view kPolicies[] = {"ip", "user", "app", "api"};
constexpr std::string_view kHeadForms[] = {"not_http", "no_status", "huge", "many", "endless"};

template <typename FaultType, typename Visitor>
void Visit(FaultType& fault, const Visitor& visit) {
  visit("kind", fault.kind);
  visit("operation", fault.operation);
  visit("project", fault.project);
  visit("offset", fault.offset);
  visit("from", fault.from);
  visit("every", fault.every);
  visit("times", fault.times);
  visit("probability", fault.probability);
  visit("status", fault.status);
  visit("shape", fault.shape);
  visit("code", fault.code);
  visit("message", fault.message);
  visit("limit", fault.limit);
  visit("policy", fault.policy);
  visit("counts_rejected", fault.counts_rejected);
  visit("retry_after", fault.retry_after);
  visit("delay_ms", fault.delay_ms);
  visit("bytes", fault.bytes);
  visit("chunked", fault.chunked);
  visit("form", fault.form);
  visit("delta", fault.delta);
  visit("grow", fault.grow);
  visit("rows", fault.rows);
  visit("replace", fault.replace);
  visit("location", fault.location);
  visit("name", fault.name);
  visit("value", fault.value);
}

template <std::size_t size>
void RequireKnown(const std::string_view (&words)[size], const std::string& word, const char* key) {
  if (std::ranges::find(words, word) == std::end(words)) {
    throw std::invalid_argument(std::string(key) + ": not known: " + word);
  }
}

template <typename Field>
void ReadFaultField(const json& source, const char* name, Field& field) {
  if (!source.contains(name)) return;
  try {
    field = source.at(name).get<Field>();
  } catch (const json::exception&) {
    throw std::invalid_argument(std::string(name) + ": wrong type");
  }
}

}  // namespace

Fault FaultFromJson(const json& source) {
  Fault fault;
  const json known = ToJson(fault);
  for (const auto& key : source.items()) {
    if (!known.contains(key.key())) throw std::invalid_argument(key.key() + ": no such key of a fault");
  }
  Visit(fault, [&source](const char* name, auto& field) { ReadFaultField(source, name, field); });
  RequireKnown(kKinds, fault.kind, "kind");
  RequireKnown(kOperations, fault.operation, "operation");
  RequireKnown(kShapes, fault.shape, "shape");
  RequireKnown(kPolicies, fault.policy, "policy");
  if (fault.kind == "rate_limit") ParseLimit(fault.limit);
  if (fault.kind == "garble") RequireKnown(kForms, fault.form, "form");
  if (fault.kind == "gzip") RequireKnown(kGzipForms, fault.form, "form");
  if (fault.kind == "broken_chunks") RequireKnown(kChunkForms, fault.form, "form");
  if (fault.kind == "broken_head") RequireKnown(kHeadForms, fault.form, "form");
  if (fault.from < 1 || fault.every < 1 || fault.bytes < 0 || fault.rows < 0) {
    throw std::invalid_argument("from, every, bytes or rows: out of range");
  }
  return fault;
}

json ToJson(const Fault& fault) {
  json out = json::object();
  Visit(fault, [&out](const char* name, const auto& field) { out[name] = field; });
  return out;
}

}  // namespace workspace_exporter::simulator
