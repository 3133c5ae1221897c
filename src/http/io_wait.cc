#include "http/io_wait.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace workspace_exporter {
namespace {

/// For a wait without a deadline, and because poll takes an int.
constexpr Milliseconds kLongestPoll = std::chrono::hours(1);

std::string Spelled(Milliseconds span) {
  if (span % std::chrono::seconds(1) == Milliseconds(0)) {
    return fmt::format("{}", std::chrono::duration_cast<std::chrono::seconds>(span));
  }
  return fmt::format("{}", span);
}

}  // namespace

IoWait::IoWait(const Clock& clock, Deadline deadline, const CancelSignal& cancel)
    : clock_(&clock), deadline_(deadline), span_(deadline.Remaining(clock)), cancel_(&cancel) {}

IoWait IoWait::AtMost(Milliseconds span) const {
  if (span >= Remaining()) return *this;
  return IoWait(*clock_, Deadline::In(*clock_, span), *cancel_);
}

Result<Done> IoWait::Check() const {
  if (cancel_->Requested()) return Error{ErrorKind::kCancelled, "cancelled"};
  if (deadline_.Passed(*clock_)) {
    return Error{ErrorKind::kTimeout, fmt::format("no whole answer within {}", Spelled(span_))};
  }
  return Done();
}

Result<Done> IoWait::Until(int fd, short events) const {
  std::vector<pollfd> fds = {{fd, events, 0}};
  for (;;) {
    if (auto waited = UntilAny(fds, kLongestPoll); !waited) return waited;
    if (fds.front().revents != 0) return Done();
  }
}

Result<Done> IoWait::UntilAny(std::vector<pollfd>& fds, Milliseconds at_most) const {
  if (auto may_wait = Check(); !may_wait) return may_wait;
  const Milliseconds span = std::min({at_most, Remaining(), kLongestPoll});
  fds.push_back({cancel_->fd(), POLLIN, 0});
  const int ready = poll(fds.data(), fds.size(), static_cast<int>(span.count()));
  const int error = errno;
  fds.pop_back();
  if (ready < 0 && error != EINTR) {
    return Error{ErrorKind::kNetwork, fmt::format("poll: {}", std::generic_category().message(error))};
  }
  if (ready < 0) {
    for (auto& polled : fds) polled.revents = 0;
  }
  return Check();
}

}  // namespace workspace_exporter
