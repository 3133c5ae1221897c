#include "simulator/metadata_api.h"

#include <charconv>
#include <random>
#include <string_view>

#include <nlohmann/json.hpp>

namespace workspace_exporter::simulator {
namespace {

// Of a token, seconds.
constexpr std::int64_t kShortestTokenLife = 60;
constexpr std::int64_t kLongestTokenLife = 21'600;
constexpr std::int64_t kKeyLifetime = 86'400;

Response PlainText(int status, std::string body) {
  return {.status = status, .headers = {{"Content-Type", "text/plain; charset=UTF-8"}}, .body = std::move(body)};
}

/// Of X-Metadata-Token-Ttl-Seconds; 0 where it is missing or wrong.
std::int64_t LifetimeOf(const Request& request) {
  const std::string* text = Find(request.headers, "x-metadata-token-ttl-seconds");
  if (text == nullptr) return 0;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), seconds);
  const bool whole = error == std::errc() && end == text->data() + text->size();
  return whole && seconds >= kShortestTokenLife && seconds <= kLongestTokenLife ? seconds : 0;
}

}  // namespace

MetadataApi::MetadataApi(Worlds& worlds, KeyRing& keys)
    : worlds_(worlds), keys_(keys), random_(std::random_device{}()) {}

Response MetadataApi::MakeToken(const Request& request) {
  if (worlds_.settings().metadata_version == 1) return PlainText(404, "404 Not Found");
  // What a proxy hands on is not from the instance itself.
  if (Find(request.headers, "x-forwarded-for") != nullptr) return PlainText(403, "403 Forbidden");
  const std::int64_t lifetime = LifetimeOf(request);
  if (lifetime == 0) return PlainText(400, "400 Bad Request");
  const std::lock_guard lock(mutex_);
  std::string token = random_.Hex(56);
  tokens_[token] = worlds_.clock().Now() + lifetime * 1000;
  return PlainText(200, std::move(token));
}

Response MetadataApi::SecurityKey(const Request& request) {
  const Settings settings = worlds_.settings();
  const EpochMs now = worlds_.clock().Now();
  if (settings.metadata_version != 1 && !HasToken(request, now)) return PlainText(401, "401 Unauthorized");
  if (!settings.metadata_agency_bound) return PlainText(401, "Please configure Cloud Service Agency first");
  const TemporaryKey issued = keys_.Issue(now, kKeyLifetime, settings);
  const nlohmann::json credential = {{"access", issued.key.id},
                                     {"secret", issued.key.secret},
                                     {"securitytoken", issued.key.security_token},
                                     {"expires_at", FormatUtc(issued.expires, true)}};
  return {.status = 200,
          .headers = {{"Content-Type", "application/json"}},
          .body = nlohmann::json{{"credential", credential}}.dump()};
}

void MetadataApi::RevokeTokens() {
  const std::lock_guard lock(mutex_);
  tokens_.clear();
}

bool MetadataApi::HasToken(const Request& request, EpochMs now) const {
  const std::string* sent = Find(request.headers, "x-metadata-token");
  const std::lock_guard lock(mutex_);
  const auto found = sent == nullptr ? tokens_.end() : tokens_.find(*sent);
  return found != tokens_.end() && now < found->second;
}

}  // namespace workspace_exporter::simulator
