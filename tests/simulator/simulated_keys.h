#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "simulator/random.h"
#include "simulator/settings.h"
#include "simulator/signature.h"
#include "simulator/simulator_http.h"
#include "simulator/time_style.h"

namespace workspace_exporter::simulator {

struct TemporaryKey {
  AccessKey key;  ///< with its security token
  EpochMs expires = 0;
};

/// The keys that requests may be signed with: the permanent pair, and the temporary ones that an agency gave.
/// Thread-safe.
class KeyRing final {
 public:
  explicit KeyRing(AccessKey permanent);

  /// What is wrong with the request's signature, in the gateway's words; empty: nothing.
  std::string Check(const Request& request, EpochMs now) const;
  /// A new random key, good for so long unless the settings say how long; the older ones stay good until they expire.
  TemporaryKey Issue(EpochMs now, std::int64_t lifetime_seconds, const Settings& settings);
  /// The permanent pair so far is refused from now on.
  void ReplacePermanent(AccessKey permanent);
  /// All temporary keys so far are refused from now on.
  void EndTemporary();

 private:
  mutable std::mutex mutex_;
  AccessKey permanent_;
  Random random_;
  std::map<std::string, TemporaryKey, std::less<>> temporary_;
};

}  // namespace workspace_exporter::simulator
