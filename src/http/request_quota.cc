#include "http/request_quota.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

/// How long a learnt limit holds before it is tested upwards, by a tenth each time.
constexpr std::chrono::hours kTestUpwardsAfter(1);
constexpr int kTestUpwardsPart = 10;

/// Requests a second; endless where there is no limit.
double Rate(const Quota& quota) {
  if (quota.limit == 0) return std::numeric_limits<double>::infinity();
  return static_cast<double>(quota.limit) / static_cast<double>(quota.window.count());
}

}  // namespace

QuotaState Tighter(const QuotaState& one, const QuotaState& other) {
  QuotaState tighter = Rate(other.in_force) < Rate(one.in_force) ? other : one;
  tighter.closed = std::max(one.closed, other.closed);
  return tighter;
}

RequestQuota::RequestQuota(Quota own, Clock& clock, std::stop_token stop)
    : own_(own), clock_(clock), stop_(std::move(stop)), began_(clock.SteadyNow()) {}

Result<Done> RequestQuota::Begin(Milliseconds patience, const std::function<bool()>& is_wanted) {
  std::unique_lock lock(mutex_);
  while (true) {
    const SteadyTime now = clock_.SteadyNow();
    ForgetAndTestUpwards(now);
    if (stop_.stop_requested()) return Error{ErrorKind::kCancelled, "stopped while waiting for the quota"};
    if (!is_wanted()) return Error{ErrorKind::kCancelled, "called off: nobody wants it any more"};
    if (now + patience < closed_until_) {
      const auto left = std::chrono::ceil<std::chrono::seconds>(closed_until_ - now);
      return Error{ErrorKind::kThrottled, fmt::format("throttled: no request for another {} s", left.count())};
    }
    const bool is_open = now >= closed_until_;
    if (is_open && Fits(own_, now) && Fits(learnt_.value_or(own_), now)) break;
    clock_.Wait(changed_, lock, NextLook(now), stop_);
  }
  ++in_flight_;
  return Done{};
}

void RequestQuota::End(bool sent) {
  const std::lock_guard lock(mutex_);
  --in_flight_;
  if (sent) finished_.push_back(clock_.SteadyNow());
  changed_.notify_all();
}

void RequestQuota::Refused(std::optional<Quota> named, Milliseconds wait) {
  const std::lock_guard lock(mutex_);
  const SteadyTime now = clock_.SteadyNow();
  closed_until_ = std::max(closed_until_, now + wait);
  learnt_at_ = now;
  changed_.notify_all();
  const Milliseconds window = named ? named->window : std::max<Milliseconds>(wait, std::chrono::seconds(1));
  // Others may spend of the same quota: what is refused is then less than its limit. But what an earlier run of the
  // program sent, or what is remembered no longer, is not known.
  const bool knows_all = std::min<SteadyTime::duration>(now - began_, Remembered()) >= window;
  const int sent = std::max(1, Used(window, now));
  if (named) {
    learnt_ = Quota{.limit = knows_all ? std::min(named->limit, sent) : named->limit, .window = window};
  } else if (knows_all) {
    learnt_ = Quota{.limit = sent, .window = window};
  }
}

void RequestQuota::ChangeOwn(Quota own) {
  const std::lock_guard lock(mutex_);
  if (own == own_) return;
  began_ = std::max<SteadyTime>(began_, clock_.SteadyNow() - Remembered());
  own_ = own;
  changed_.notify_all();
}

QuotaState RequestQuota::State() const {
  const std::lock_guard lock(mutex_);
  const Quota quota = InForce();
  return {.in_force = quota,
          .used = quota.limit == 0 ? in_flight_ : Used(quota.window, clock_.SteadyNow()),
          .closed = closed_until_};
}

SteadyTime RequestQuota::RoomFor(std::uint64_t requests) const {
  const std::lock_guard lock(mutex_);
  const SteadyTime now = clock_.SteadyNow();
  SteadyTime room;
  for (const Quota& quota : {own_, learnt_.value_or(own_)}) {
    if (quota.limit == 0) continue;
    const int wanted = static_cast<int>(std::min<std::uint64_t>(requests, static_cast<std::uint64_t>(quota.limit)));
    const int too_many = Used(quota.window, now) - (quota.limit - wanted);
    if (too_many <= 0) continue;
    const auto first = std::ranges::upper_bound(finished_, now - quota.window);
    const bool enough_finished = too_many <= finished_.end() - first;
    room = std::max(room, (enough_finished ? first[too_many - 1] : now) + quota.window);
  }
  return room;
}

Milliseconds RequestQuota::PeriodOf(std::uint64_t requests) const {
  const std::lock_guard lock(mutex_);
  return workspace_exporter::PeriodOf(InForce(), requests);
}

bool RequestQuota::Fits(const Quota& quota, SteadyTime now) const {
  return quota.limit == 0 || Used(quota.window, now) < quota.limit;
}

int RequestQuota::Used(Milliseconds window, SteadyTime now) const {
  const auto first = std::ranges::upper_bound(finished_, now - window);
  return in_flight_ + static_cast<int>(finished_.end() - first);
}

Quota RequestQuota::InForce() const { return learnt_ && Rate(*learnt_) < Rate(own_) ? *learnt_ : own_; }

void RequestQuota::ForgetAndTestUpwards(SteadyTime now) {
  if (learnt_ && now - learnt_at_ >= kTestUpwardsAfter) {
    learnt_at_ = now;
    learnt_->limit += std::max(1, learnt_->limit / kTestUpwardsPart);
    if (Rate(*learnt_) >= Rate(own_)) learnt_.reset();
  }
  while (!finished_.empty() && finished_.front() <= now - Remembered()) finished_.pop_front();
}

Milliseconds RequestQuota::Remembered() const {
  return std::max(own_.window, learnt_ ? learnt_->window : Milliseconds(0));
}

/// When the quota opens again, or the oldest request leaves a window; within a second, so that who is wanted no longer
/// leaves. What is in flight tells by itself when it has finished.
SteadyTime RequestQuota::NextLook(SteadyTime now) const {
  SteadyTime next = now + std::chrono::seconds(1);
  if (now < closed_until_) return std::min(next, closed_until_);
  for (const Quota& quota : {own_, learnt_.value_or(own_)}) {
    const auto first = std::ranges::upper_bound(finished_, now - quota.window);
    if (quota.limit > 0 && first != finished_.end()) next = std::min(next, *first + quota.window);
  }
  return next;
}

}  // namespace workspace_exporter
