#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>

#include "access/endpoint.h"
#include "base/clock.h"
#include "base/quota.h"
#include "base/result.h"
#include "base/shared_by_key.h"
#include "http/request_quota.h"
#include "http/transport.h"

namespace workspace_exporter {

/// IAM takes so many requests from one address, and says so only when there are more: "policy ip over
/// ratelimit,limit:5,time:1 second". What refuses with so short a wait is asked again.
inline constexpr Quota kIamPace = {.limit = 5, .window = std::chrono::seconds(1)};
inline constexpr Milliseconds kIamPatience = std::chrono::seconds(10);
inline constexpr Quota kNoPace = {};

/// An API that can be asked.
struct ReachedApi {
  Origin origin = {};
  std::shared_ptr<HttpTransport> connections = {};
  std::shared_ptr<RequestQuota> pace = {};                    ///< of all who ask it from this address
  std::shared_ptr<std::atomic<std::uint64_t>> requests = {};  ///< of one collection of each project of these
};

/// What projects share on their way: the connections to one endpoint are one set, whatever the number of projects, and
/// so is the pace at which an API is asked. Both go with the last one that uses them. Thread-safe.
class Network final {
 public:
  /// Makes a set of connections, see Connections::To.
  using Connect = std::function<Result<std::shared_ptr<HttpTransport>>(const Endpoint&)>;

  /// `stop` ends all waiting. The clock outlives it and all that it gives.
  Network(Clock& clock, std::stop_token stop, Connect connect);

  /// `pace`: how many requests go there until a refusal teaches otherwise. kTls where the certificates cannot be used.
  Result<ReachedApi> To(const Endpoint& endpoint, const Quota& pace);

 private:
  struct Pace;
  std::shared_ptr<Pace> PaceTo(const Endpoint& endpoint, const Quota& pace);

  Clock& clock_;
  const std::stop_token stop_;
  const Connect connect_;
  std::mutex mutex_;
  SharedByKey<HttpTransport> connections_;
  SharedByKey<Pace> paces_;
};

}  // namespace workspace_exporter
