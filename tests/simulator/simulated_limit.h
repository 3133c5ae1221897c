#pragma once

#include <string>
#include <string_view>

#include "simulator/simulator_http.h"
#include "simulator/sliding_window.h"

namespace workspace_exporter::simulator {

/// A limit as it is written: 5/1s, 200/5m, 100/1h.
struct WrittenLimit {
  Limit limit;
  std::string words;  ///< of the gateway: limit:5,time:1 second
};
/// Throws std::invalid_argument where it is another text.
WrittenLimit ParseLimit(std::string_view text);

/// Who a policy counts a request for: with `ip` the client's address; with `user` and `app` the access key of a signed
/// request and else the user of passwords and tokens; with `api` everybody at once.
std::string CountedParty(std::string_view policy, const Request& request);

/// The gateway's words: "... policy ip over ratelimit,limit:5,time:1 second".
std::string ThrottlingMessage(std::string_view policy, std::string_view words);

}  // namespace workspace_exporter::simulator
