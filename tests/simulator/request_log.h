#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "simulator/simulator_http.h"

namespace workspace_exporter::simulator {

/// Every request of the stood-in APIs, as a test may ask for it: what came, when, how it was answered, and how many
/// were under way. Tokens and bodies are not kept. Thread-safe.
class RequestLog final {
 public:
  /// Notes the arrival; the number is for Answered and Finished.
  std::size_t Arrived(const Request& request, std::string operation, std::int64_t at_ms);
  /// The answer is decided: its status (0: none is going to be sent).
  void Answered(std::size_t number, int status, int token_generation);
  /// The last bytes are about to go.
  void Finished();
  nlohmann::json ToJson() const;
  void Reset();

 private:
  struct Entry {
    std::string operation, method, path, query, access_key, client;
    std::int64_t at_ms = 0;
    std::int64_t in_flight = 0;
    int status = 0;
    int token_generation = -1;
  };

  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
  std::size_t first_ = 0;  // the number of entries_[0]
  std::int64_t in_flight_ = 0;
  std::int64_t max_in_flight_ = 0;
};

}  // namespace workspace_exporter::simulator
