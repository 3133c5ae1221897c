#pragma once

#include <chrono>
#include <map>
#include <string>

#include "base/clock.h"

namespace workspace_exporter {

/// How much time handshakes have in one of the front's rounds. One is half a millisecond to five of arithmetic, by the
/// key: a flood of them must neither hold up connections that are there, nor the handshake of a client at another
/// address. Those that have to wait are told of again in the next round, the oldest first.
class HandshakeRound final {
 public:
  using Time = SteadyTime::duration;

  /// Whether a client at that address may go on in this round.
  bool Admits(const std::string& address) const {
    const auto found = spent_.find(address);
    return at_the_end_ < kAddresses && (found == spent_.end() || found->second < kTime);
  }
  /// What a step of a client at that address took.
  void Took(const std::string& address, Time time) {
    Time& spent = spent_[address];
    const bool was_within = spent < kTime;
    spent += time;
    if (was_within && spent >= kTime) ++at_the_end_;
  }

  static constexpr Time kTime = std::chrono::microseconds(500);  ///< of an address: the last step may exceed it
  static constexpr int kAddresses = 4;                           ///< that may spend all of it

 private:
  int at_the_end_ = 0;
  std::map<std::string, Time> spent_;
};

}  // namespace workspace_exporter
