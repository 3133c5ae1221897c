#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/quota.h"
#include "base/result.h"
#include "http/transport.h"

namespace workspace_exporter {

/// What the API gateway, Workspace or IAM say of a request that they refuse, in any of the shapes they use for it;
/// empty where they say nothing. Texts are printable and short.
struct ErrorAnswer {
  std::string code;
  std::string message;
  std::string request_id;
  /// Which policy refused it, for who may decode it by STS; no secret. Its beginning: it may be as long as the
  /// policies.
  std::string encoded_authorization_message;
};

ErrorAnswer ParseErrorAnswer(const HttpResponse& response);

/// The error that an answer other than the one hoped for stands for. 401 and 403: kAuth. 429: kThrottled, with
/// retry_after from Retry-After, else the window that the message names, else a minute. 5xx and 408: kServer. All
/// else: kRejected. `now` is what a Retry-After date is measured against.
Error ErrorFromAnswer(const HttpResponse& response, WallTime now);

/// Reads the limit out of a throttling message: "… policy user over ratelimit,limit:200,time:5 minute". Nothing where
/// it names no limit, or one over more than a day: nobody is to be kept waiting for longer by one garbled answer.
std::optional<Quota> QuotaFromMessage(std::string_view message);

/// Whether that is the limit of an address, "policy ip over ratelimit", which all share who ask from there. Those of an
/// app or a user are of the identity.
bool IsOfAddress(std::string_view message);

}  // namespace workspace_exporter
