#include "collection/session_walk.h"

#include "collection/session_record.h"

namespace workspace_exporter {
namespace {

const std::vector<SessionRecord>& RecordsOf(const Listing* listing) {
  static const std::vector<SessionRecord> kNone;
  return listing != nullptr ? listing->records : kNone;
}

bool StartedWithin(const Listing& listing, const SessionRecord& record) {
  const WallTime from = CountsFrom(record.times);
  return from == kNoTime || from >= listing.query.begin;
}

/// Of two records of one session, the one that holds; where their times and states do not tell, the one of the later
/// listing.
bool FirstHolds(const Listing& a, const SessionRecord& first, const Listing& b, const SessionRecord& second) {
  SessionRecord earlier_read = first;
  SessionRecord later_read = second;
  earlier_read.order = a.completed > b.completed ? 1 : 0;
  later_read.order = a.completed > b.completed ? 0 : 1;
  return Outdates(earlier_read, later_read);
}

}  // namespace

SessionWalk::SessionWalk(const Listing* live, const Listing* every_state, Which which)
    : live_(live),
      every_state_(every_state),
      which_(which),
      live_is_later_(live != nullptr && every_state != nullptr && live->completed > every_state->completed),
      a_(RecordsOf(live).begin()),
      a_end_(RecordsOf(live).end()),
      b_(RecordsOf(every_state).begin()),
      b_end_(RecordsOf(every_state).end()) {}

std::optional<WalkedSession> SessionWalk::Next() {
  while (a_ != a_end_ || b_ != b_end_) {
    const WalkedSession session = TakeNext();
    if (which_ == Which::kEvery || Counts(session)) return session;
  }
  return std::nullopt;
}

WalkedSession SessionWalk::TakeNext() {
  in_both_ = a_ != a_end_ && b_ != b_end_ && a_->key == b_->key;
  if (b_ == b_end_ || (a_ != a_end_ && a_->key < b_->key)) return {live_, &*a_++};
  if (a_ == a_end_ || b_->key < a_->key) return {every_state_, &*b_++};
  const SessionRecord& of_live = *a_++;
  const SessionRecord& of_every_state = *b_++;
  if (FirstHolds(*live_, of_live, *every_state_, of_every_state)) return {live_, &of_live};
  return {every_state_, &of_every_state};
}

bool SessionWalk::Counts(const WalkedSession& session) const {
  const bool is_live = IsLive(session.record->state);
  const Listing* const window = is_live ? live_ : every_state_;
  if (window == nullptr || !StartedWithin(*window, *session.record)) return false;
  // A live session that only an older listing of every state has seen is over, or the live listing would have it.
  return !is_live || session.listing == live_ || in_both_ || !live_is_later_;
}

}  // namespace workspace_exporter
