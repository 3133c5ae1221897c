#include "collection/record_merge.h"

#include "collection/session_record.h"

namespace workspace_exporter {
namespace {

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

void ForEachCountedSession(const Listing* live, const Listing* ended,
                           const std::function<void(const Listing&, const SessionRecord&)>& use) {
  static const std::vector<SessionRecord> kNone;
  const auto& lives = live != nullptr ? live->records : kNone;
  const auto& endeds = ended != nullptr ? ended->records : kNone;
  // A live session that only an older listing of every state has seen is over, or the live listing would have it.
  const bool live_is_later = live != nullptr && ended != nullptr && live->completed > ended->completed;

  const auto take = [&](const Listing& source, const SessionRecord& record) {
    const Listing* const window = IsLive(record.state) ? live : ended;
    if (window != nullptr && StartedWithin(*window, record)) use(source, record);
  };
  auto a = lives.begin();
  auto b = endeds.begin();
  while (a != lives.end() || b != endeds.end()) {
    if (b == endeds.end() || (a != lives.end() && a->key < b->key)) {
      take(*live, *a++);
    } else if (a == lives.end() || b->key < a->key) {
      if (!live_is_later || !IsLive(b->state)) take(*ended, *b);
      ++b;
    } else {
      const bool live_holds = FirstHolds(*live, *a, *ended, *b);
      live_holds ? take(*live, *a) : take(*ended, *b);
      ++a, ++b;
    }
  }
}

}  // namespace workspace_exporter
