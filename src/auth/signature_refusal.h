#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "base/secret.h"
#include "http/transport.h"

namespace workspace_exporter {

// What a refusal (401) of a signed request tells, and what it must not.

/// Where the Date of a refusal is more than 5 minutes from our clock: kAuth, with the seconds that ours is ahead or
/// behind. The API accepts 15 minutes (APIGW.0301, "signature expired"); a clock that is out by a third of that is what
/// to look at first.
std::optional<Error> WrongClock(const HttpResponse& refusal, WallTime now);

/// Overwrites the token in a body that is to be logged: the gateway's refusal may quote the request as it was signed,
/// with the header X-Security-Token (huaweicloud-sdk-nodejs-v3, issue 2).
void RemoveSecurityToken(std::string& body, const Secret& token);

}  // namespace workspace_exporter
