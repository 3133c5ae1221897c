#include "auth/metadata_access_keys.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "auth/credential_answer.h"
#include "base/utf8.h"
#include "http/error_answer.h"

namespace workspace_exporter {
namespace {

constexpr const char* kToken = "the PUT for a token";
constexpr const char* kLost =
    " (in a container, the hop limit of its answers may be 1: raise it to 2, or use the host's network)";
/// The longest that the service allows.
constexpr std::chrono::seconds kTokenLife(21600);
/// A token is replaced so long before it expires, since it has to last until the request is there.
constexpr std::chrono::minutes kReplaceBefore(1);
/// So long it is remembered that the service is asked without one.
constexpr std::chrono::hours kWithoutToken(24);
/// It goes into a header of the next request.
constexpr std::size_t kLongestToken = 4096;
/// The service is on the same machine, or not there at all; the SDK waits as long.
constexpr Milliseconds kLongestAnswer = std::chrono::seconds(3);
/// A token that is lost on the way, and then the key, must leave time for what the key is for, in one scrape of ten
/// seconds.
constexpr Milliseconds kLongestTokenAnswer = std::chrono::seconds(2);

bool HasNoTokens(int status) { return status == 404 || status == 405 || status == 501 || status == 503; }

/// No matter of the token: this is what a server is told that has no agency.
bool NoAgency(const HttpResponse& response) {
  return response.status == 401 &&
         response.body.find("Please configure Cloud Service Agency first") != std::string::npos;
}

}  // namespace

Result<AccessKey> MetadataKeySource::Fetch(Deadline deadline) {
  const auto wants_token = [](const Result<HttpResponse>& response) {
    return response && response->status == 401 && !NoAgency(*response);
  };
  const Milliseconds time = deadline.Remaining(clock_);
  std::optional<Error> no_token;
  const auto ask_anew = [&] {
    if (Result<Done> renewed = RenewToken(time); !renewed) no_token = std::move(renewed).error();
    return AskForKey(time);
  };
  const bool is_known = clock_.SteadyNow() < ask_for_token_at_;
  Result<HttpResponse> response = is_known ? AskForKey(time) : ask_anew();
  if (is_known && wants_token(response)) response = ask_anew();

  if (response && response->status == 200) {
    Result<AccessKey> key = ReadCredential(std::move(response->body));
    if (!key) return std::move(key).error().Within(kAskingMetadata);
    if (token_.empty() && !is_known) ask_for_token_at_ = clock_.SteadyNow() + kWithoutToken;
    return key;
  }
  if (token_.empty()) ask_for_token_at_ = {};
  if (response && NoAgency(*response)) {
    return Error{ErrorKind::kAuth, fmt::format("{}: no agency is bound to this server", kAskingMetadata)};
  }
  Error error = response ? ErrorFromAnswer(*response, clock_.Now()) : std::move(response).error();
  if (no_token) {
    no_token->message += fmt::format("; and without a token: {}", error.message);
    error = *std::move(no_token);
  }
  return std::move(error).Within(kAskingMetadata);
}

Result<HttpResponse> MetadataKeySource::AskForKey(Milliseconds time) {
  HttpRequest request = {.target = "/openstack/latest/securitykey"};
  if (!token_.empty()) request.headers.emplace_back("X-Metadata-Token", token_.Reveal());
  Result<HttpResponse> response = metadata_.Send(request, Deadline::In(clock_, std::min(time, kLongestAnswer)));
  Wipe(request);
  return response;
}

/// Without an error, but also without a token, where the service has none.
Result<Done> MetadataKeySource::RenewToken(Milliseconds time) {
  const HttpRequest request = {.method = "PUT",
                               .target = "/meta-data/latest/api/token",
                               .headers = {{"X-Metadata-Token-Ttl-Seconds", std::to_string(kTokenLife.count())}}};
  token_ = Secret();
  const SteadyTime asked = clock_.SteadyNow();
  Result<HttpResponse> response = metadata_.Send(request, Deadline::In(clock_, std::min(time, kLongestTokenAnswer)));
  if (!response) {
    Error error = std::move(response).error();
    if (error.kind == ErrorKind::kTimeout) error.message += kLost;
    return std::move(error).Within(kToken);
  }
  if (HasNoTokens(response->status)) return Done();
  if (response->status != 200) return ErrorFromAnswer(*response, clock_.Now()).Within(kToken);
  Secret token(std::move(response->body));
  if (token.empty() || token.Reveal().size() > kLongestToken || HoldsControlCharacters(token.Reveal())) {
    return Error{ErrorKind::kMalformed, "the answer is no token"}.Within(kToken);
  }
  token_ = std::move(token);
  ask_for_token_at_ = asked + kTokenLife - kReplaceBefore;
  return Done();
}

}  // namespace workspace_exporter
