#include "auth/metadata_access_keys.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "auth/credential_answer.h"
#include "base/utf8.h"
#include "http/error_answer.h"

namespace workspace_exporter {
namespace {

constexpr const char* kStep = "asking the metadata service for a key";
/// The longest that the service allows.
constexpr std::chrono::seconds kTokenLife(21600);
/// A token is replaced so long before it expires, since it has to last until the request is there.
constexpr std::chrono::minutes kReplaceBefore(1);
/// It goes into a header of the next request.
constexpr std::size_t kLongestToken = 4096;

/// The service is on the same machine, or not there at all; the SDK waits as long.
Deadline Soon(const Clock& clock, Deadline deadline) {
  return deadline.Earlier(Deadline::In(clock, std::chrono::seconds(3)));
}

/// No matter of the token: this is what a server is told that has no agency.
bool NoAgency(const HttpResponse& response) {
  return response.status == 401 &&
         response.body.find("Please configure Cloud Service Agency first") != std::string::npos;
}

}  // namespace

Result<AccessKey> MetadataKeySource::Fetch(Deadline deadline) {
  Result<HttpResponse> response = AskForKey(deadline);
  if (response && response->status == 401 && !NoAgency(*response)) {
    token_until_ = {};
    response = AskForKey(deadline);
  }
  if (!response) return std::move(response).error().Within(kStep);
  if (NoAgency(*response)) {
    return Error{ErrorKind::kAuth, fmt::format("{}: no agency is bound to this server", kStep)};
  }
  if (response->status != 200) return ErrorFromAnswer(*response, clock_.Now()).Within(kStep);
  Result<AccessKey> key = ReadCredential(std::move(response->body));
  if (!key) return std::move(key).error().Within(kStep);
  return key;
}

Result<HttpResponse> MetadataKeySource::AskForKey(Deadline deadline) {
  if (clock_.SteadyNow() >= token_until_) {
    Result<Done> renewed = RenewToken(deadline);
    if (!renewed) return std::move(renewed).error();
  }
  HttpRequest request = {.target = "/openstack/latest/securitykey"};
  if (!token_.empty()) request.headers.emplace_back("X-Metadata-Token", token_.Reveal());
  Result<HttpResponse> response = metadata_.Send(request, Soon(clock_, deadline));
  Wipe(request);
  return response;
}

Result<Done> MetadataKeySource::RenewToken(Deadline deadline) {
  const HttpRequest request = {.method = "PUT",
                               .target = "/meta-data/latest/api/token",
                               .headers = {{"X-Metadata-Token-Ttl-Seconds", std::to_string(kTokenLife.count())}}};
  token_ = Secret();
  const SteadyTime asked = clock_.SteadyNow();
  Result<HttpResponse> response = metadata_.Send(request, Soon(clock_, deadline));
  if (!response) return std::move(response).error();
  const int status = response->status;
  if (status == 404 || status == 405 || status == 503) return Done();  // a region that has only IMDSv1
  if (status != 200) return ErrorFromAnswer(*response, clock_.Now());
  Secret token(std::move(response->body));
  if (token.empty() || token.Reveal().size() > kLongestToken || HoldsControlCharacters(token.Reveal())) {
    return Error{ErrorKind::kMalformed, "the answer is no token"};
  }
  token_ = std::move(token);
  token_until_ = asked + kTokenLife - kReplaceBefore;
  return Done();
}

}  // namespace workspace_exporter
