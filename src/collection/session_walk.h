#pragma once

#include <cstdint>
#include <optional>

#include "collection/listing.h"

namespace workspace_exporter {

/// A session, by the record that holds and the listing that this comes from.
struct WalkedSession {
  const Listing* listing = nullptr;
  const SessionRecord* record = nullptr;
};

/// Walks the sessions of two listings once each, in the order of their keys. Either listing may be null; both outlive
/// it. Not thread-safe.
class SessionWalk final {
 public:
  enum class Which : std::uint8_t {
    kCounted,  ///< see TallySessions
    kEvery,    ///< those that do not count as well
  };

  SessionWalk(const Listing* live, const Listing* every_state, Which which = Which::kCounted);

  /// Nothing after the last.
  std::optional<WalkedSession> Next();

 private:
  using Place = std::vector<SessionRecord>::const_iterator;

  WalkedSession TakeNext();
  bool Counts(const WalkedSession& session) const;

  const Listing* const live_;
  const Listing* const every_state_;
  const Which which_;
  const bool live_is_later_;
  Place a_;
  Place a_end_;
  Place b_;
  Place b_end_;
  bool in_both_ = false;  // the session taken last
};

}  // namespace workspace_exporter
