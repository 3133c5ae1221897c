#include "auth/pod_identity.h"

#include <utility>

#include "auth/credential_answer.h"
#include "auth/credential_exchange.h"
#include "http/error_answer.h"

namespace workspace_exporter {

Result<AccessKey> FetchPodIdentityKey(HttpTransport& agent, const std::string& target, const Secret& token,
                                      const Clock& clock, Deadline deadline) {
  HttpRequest request = {
      .method = "POST",
      .target = target,
      .headers = {{"Content-Type", "application/json;charset=utf8"}, {"Authorization", std::string(token.Reveal())}},
      .body = "{}"};
  const auto read = [&clock](HttpResponse& response) -> Result<AccessKey> {
    if (response.status != 200) return ErrorFromAnswer(response, clock.Now());
    return ReadCredential(std::move(response.body), kOfPodIdentity);
  };
  Result<AccessKey> key = ExchangeForCredential(agent, std::move(request), deadline, read);
  if (!key) return std::move(key).error().Within(kAskingPodIdentity);
  return key;
}

}  // namespace workspace_exporter
