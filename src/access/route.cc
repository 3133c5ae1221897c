#include "access/route.h"

#include <utility>

#include <fmt/format.h>

#include "auth/request_signer.h"
#include "auth/signature_refusal.h"
#include "http/error_answer.h"

namespace workspace_exporter {
namespace {

/// So often a credential may end, or be refused, before the turn of a request comes.
constexpr int kMostTurns = 5;

}  // namespace

void Route::Counter::Sent(const Result<HttpResponse>& answer, std::chrono::nanoseconds duration) {
  context_.observer.Sent(context_.project(), context_.operation, answer ? std::optional(answer->status) : std::nullopt,
                         duration);
  context_.skew.See(answer, context_.clock.Now());
}

Route::Route(const RouteContext& context, ReachedApi api, RequestQuota* of_identity, Milliseconds patience,
             Signing signing)
    : api_(std::move(api)),
      clock_(context.clock),
      is_wanted_(context.is_wanted),
      signing_(std::move(signing)),
      counter_(context),
      counted_(*api_.connections, counter_, context.clock, context.stop),
      gate_({.of_identity = of_identity, .of_address = *api_.pace}, patience, context.clock, context.is_wanted,
            [context] { context.observer.Retried(context.project(), context.operation); }) {}

Result<HttpResponse> Route::Send(const HttpRequest& request, Deadline deadline) {
  const Milliseconds time = deadline.Remaining(clock_);
  CredentialPtr signed_by;
  Result<HttpResponse> response = SendOnce(request, time, signed_by);
  if (!response || response->status != 401 || signed_by == nullptr) return response;
  Result<CredentialPtr> other = signing_.credentials->Renew(signed_by, is_wanted_);
  if (!other) {
    // What the API said is the cause, and lost if it is not said here.
    Error error = std::move(other).error();
    error.message += fmt::format(" (after {})", ErrorFromAnswer(*response, clock_.Now()).message);
    return error;
  }
  if (*other == signed_by) return response;
  return SendOnce(request, time, signed_by);
}

Result<HttpResponse> Route::SendOnce(const HttpRequest& request, Milliseconds time, CredentialPtr& signed_by) {
  for (int turns = 0; turns < kMostTurns; ++turns) {
    // First of all, so that what cannot be signed takes no place in a quota; and never within the gate, since what asks
    // for a credential may need a place of the same quota.
    if (signing_.credentials != nullptr) {
      if (Result<CredentialPtr> had = signing_.credentials->Get(is_wanted_); !had) return std::move(had).error();
    }
    std::optional<Result<HttpResponse>> response = gate_.Pass([&]() -> std::optional<Result<HttpResponse>> {
      if (signing_.credentials == nullptr) return SendSigned(request, time, nullptr);
      // The quota may have kept it waiting for longer than a credential lives.
      CredentialPtr at_hand = signing_.credentials->AtHand();
      if (at_hand == nullptr) return std::nullopt;
      signed_by = std::move(at_hand);
      return SendSigned(request, time, signed_by.get());
    });
    if (response) return *std::move(response);
  }
  return Error{ErrorKind::kThrottled, "no credential lives for as long as the quota keeps a request waiting"};
}

Result<HttpResponse> Route::SendSigned(const HttpRequest& request, Milliseconds time, const Credential* credential) {
  HttpRequest complete = request;
  complete.target.insert(0, api_.origin.path_prefix);
  const auto* key = credential == nullptr ? nullptr : std::get_if<AccessKey>(credential);
  if (key != nullptr) {
    if (std::string id = signing_.project_id(); !id.empty()) {
      complete.headers.emplace_back("X-Project-Id", std::move(id));
    }
    complete = Sign(std::move(complete), HostHeader(api_.origin), *key, clock_.Now());
  } else if (credential != nullptr) {
    complete.headers.emplace_back("X-Auth-Token", std::get<Token>(*credential).value.Reveal());
  }
  Result<HttpResponse> response =
      counted_.Send(complete, time == Milliseconds::max() ? Deadline() : Deadline::In(clock_, time));
  Wipe(complete);
  if (key == nullptr || !response || response->status != 401) return response;
  RemoveSecurityToken(response->body, key->security_token);
  if (std::optional<Error> wrong_clock = WrongClock(*response, clock_.Now())) return *std::move(wrong_clock);
  return response;
}

}  // namespace workspace_exporter
