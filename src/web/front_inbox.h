#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/file_descriptor.h"
#include "web/receipt.h"

namespace workspace_exporter {

/// The answer to a connection's request.
struct Delivery {
  std::uint64_t connection;
  std::string answer;
  bool keep_alive;
  std::shared_ptr<Receipt> receipt;  ///< told what becomes of it; null: nobody asks
};

/// What other threads bring to the front's: answers, and that it is time to stop. Thread-safe.
class FrontInbox final {
 public:
  struct Content {
    std::vector<Delivery> deliveries = {};   ///< since the last time
    std::optional<SteadyTime> stop_by = {};  ///< set from the call of Stop on
  };

  FrontInbox();

  void Put(Delivery delivery);
  void Stop(SteadyTime by);
  /// Does not wait.
  Content Take();
  /// Readable while there is something to take.
  int descriptor() const { return wake_.get(); }

 private:
  FileDescriptor wake_;
  std::mutex mutex_;
  Content content_;  // guarded by mutex_
};

}  // namespace workspace_exporter
