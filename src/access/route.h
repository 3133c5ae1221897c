#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

#include "access/access_observer.h"
#include "access/identities.h"
#include "access/network.h"
#include "auth/credential.h"
#include "http/observed_transport.h"
#include "http/request_gate.h"

namespace workspace_exporter {

/// What a route works with; all outlive it.
struct RouteContext {
  Clock& clock;
  std::stop_token stop;
  AccessObserver& observer;
  std::function<std::string()> project;  ///< value of the label, for each request
  std::string operation;                 ///< value of the label, such as "list_sessions"
  ClockSkew& skew;
  std::function<bool()> is_wanted;  ///< whether requests are to be sent at all
};

/// By what a route's requests are signed in.
struct Signing {
  CredentialSource* credentials = nullptr;  ///< null: they are not
  /// X-Project-Id, which services of a region want beside a key; empty: none. Asked for at each request.
  std::function<std::string()> project_id = [] { return std::string(); };
};

/// One way to an API: a credential is had, the quotas are waited for, and then the request is signed, counted and sent.
/// Where the credential has ended by then, the places go back, and both begin anew; kThrottled where that never ends.
/// A 401 renews the credential once and, where there is another, sends the request once more, which waits again; what
/// comes of that is the answer. A refusal because our clock is wrong is kAuth and says by how much: another key would
/// not help. Thread-safe.
class Route final : public HttpTransport {
 public:
  /// The quota of the identity, null where the requests are of nobody, outlives it.
  Route(const RouteContext& context, ReachedApi api, RequestQuota* of_identity, Milliseconds patience, Signing signing);

  /// The time until the deadline is that of one try: waiting, for a credential or the quotas, costs none of it.
  Result<HttpResponse> Send(const HttpRequest& request, Deadline deadline) override;

 private:
  /// Counts requests, and looks at what their answers say of the API's clock.
  class Counter final : public RequestObserver {
   public:
    explicit Counter(RouteContext context) : context_(std::move(context)) {}
    void Sent(const Result<HttpResponse>& answer, std::chrono::nanoseconds duration) override;

   private:
    const RouteContext context_;
  };

  /// `signed_by` becomes what it was signed with.
  Result<HttpResponse> SendOnce(const HttpRequest& request, Milliseconds time, CredentialPtr& signed_by);
  Result<HttpResponse> SendSigned(const HttpRequest& request, Milliseconds time, const Credential* credential);

  const ReachedApi api_;
  Clock& clock_;
  const std::function<bool()> is_wanted_;
  const Signing signing_;
  Counter counter_;
  ObservedTransport counted_;
  RequestGate gate_;
};

}  // namespace workspace_exporter
