#pragma once

#include <cstddef>
#include <set>
#include <string>

namespace workspace_exporter {

/// How much of the front's time handshakes have in one of its rounds. A handshake is half a millisecond to five of
/// arithmetic, by the key: a flood of them must neither hold up connections that are there, nor the handshake of a
/// client at another address. Those that have to wait are told of again in the next round, the oldest first.
class HandshakeRound final {
 public:
  /// Whether a client at that address may go on in this round.
  bool Admit(const std::string& address) {
    return admitted_.size() < kMostAddresses && admitted_.insert(address).second;
  }

 private:
  static constexpr std::size_t kMostAddresses = 4;

  std::set<std::string> admitted_;
};

}  // namespace workspace_exporter
