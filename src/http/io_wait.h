#pragma once

#include <vector>

#include <poll.h>

#include "base/clock.h"
#include "base/result.h"
#include "http/cancel_signal.h"

namespace workspace_exporter {

/// How long one request may wait for the network: until its deadline, or until it is cancelled. Every wait of a request
/// goes through here, which is what keeps the deadline whatever the other side does. Errors: kTimeout, kCancelled.
class IoWait final {
 public:
  /// Clock and signal outlive it.
  IoWait(const Clock& clock, Deadline deadline, const CancelSignal& cancel);

  /// The same wait, over at most `span` from now.
  IoWait AtMost(Milliseconds span) const;

  SteadyTime Now() const { return clock_->SteadyNow(); }
  Milliseconds Remaining() const { return deadline_.Remaining(*clock_); }
  /// To be asked before each step that need not wait, so that a flood of bytes is bounded as silence is.
  Result<Done> Check() const;
  /// Until the descriptor is ready for `events` of poll, or broken.
  Result<Done> Until(int fd, short events) const;
  /// Until one of them is, or `at_most` has passed.
  Result<Done> UntilAny(std::vector<pollfd>& fds, Milliseconds at_most) const;

 private:
  const Clock* clock_;
  Deadline deadline_;
  Milliseconds span_;
  const CancelSignal* cancel_;
};

}  // namespace workspace_exporter
