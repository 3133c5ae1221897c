#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>

#include "base/clock.h"
#include "base/quota.h"
#include "base/result.h"

namespace workspace_exporter {

/// What is allowed, and how much of it is spent.
struct QuotaState {
  Quota in_force = {};     ///< the tighter one of ours and the learnt one; limit 0: none is known
  int used = 0;            ///< of its window, those in flight included
  SteadyTime closed = {};  ///< no request before this
};

/// The one that allows fewer requests in the same time; closed while either is.
QuotaState Tighter(const QuotaState& one, const QuotaState& other);

/// Sliding windows over all requests of one sign-in identity, or to one address: our own quota, and what the API taught
/// by refusing. A request counts from when it is sent until a window after its answer, since nobody can tell when in
/// between the API counted it. Thread-safe.
class RequestQuota final {
 public:
  /// `own` may have no limit. The clock outlives it; `stop` ends all waiting.
  RequestQuota(Quota own, Clock& clock, std::stop_token stop);

  /// Waits until one more request fits, and counts it. kThrottled at once, where the API has said to wait for longer
  /// than `patience`; kCancelled at a stop, and within a second where it `is_wanted` no longer, which is called with
  /// the lock.
  Result<Done> Begin(
      Milliseconds patience = Milliseconds(0), const std::function<bool()>& is_wanted = [] { return true; });
  /// That request has its answer or has failed, or was not `sent` after all.
  void End(bool sent);
  /// The API refused a request: nothing is sent for `wait`, and its quota holds from then on, where it named one (or
  /// what had been sent in that time, where it did not).
  void Refused(std::optional<Quota> named, Milliseconds wait);

  /// Another quota of ours holds from now on; what is spent and what the API taught stays.
  void ChangeOwn(Quota own);

  QuotaState State() const;
  /// When so many more requests fit, or as many as there ever may be; a time long past where they fit now.
  SteadyTime RoomFor(std::uint64_t requests) const;
  /// The shortest time between the beginnings of two collections of so many requests each.
  Milliseconds PeriodOf(std::uint64_t requests) const;

 private:
  bool Fits(const Quota& quota, SteadyTime now) const;
  int Used(Milliseconds window, SteadyTime now) const;
  Quota InForce() const;
  Milliseconds Remembered() const;
  SteadyTime NextLook(SteadyTime now) const;
  void ForgetAndTestUpwards(SteadyTime now);

  Quota own_;
  Clock& clock_;
  const std::stop_token stop_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<SteadyTime> finished_;  // in the order of time, as far back as is remembered
  int in_flight_ = 0;
  std::optional<Quota> learnt_;
  SteadyTime began_;  // what was sent before is not known
  SteadyTime learnt_at_ = {};
  SteadyTime closed_until_ = {};
};

/// A quota that projects spend of together.
struct SharedQuota {
  const RequestQuota& quota;
  std::atomic<std::uint64_t>& requests;  ///< of one collection of each of them
};

}  // namespace workspace_exporter
