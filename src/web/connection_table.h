#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "web/byte_stream.h"
#include "web/connection.h"
#include "web/connection_counts.h"
#include "web/web_limits.h"

namespace workspace_exporter {

/// The connections that are open, and who has to go where there would be too many: of the client with most of them, the
/// one that has let us wait longest. A new connection is let in, as it may be a scrape; hostile ones, however many,
/// push each other out. Knows no thread but the front's.
class ConnectionTable final {
 public:
  /// What is handed in by reference outlives it. Ids begin above `last_id`.
  ConnectionTable(const WebLimits& limits, ConnectionCounts& counts, const Clock& clock, std::uint64_t last_id);

  /// The id of the new connection; nothing where each that would have to make room is having its answer made.
  std::optional<std::uint64_t> Add(std::unique_ptr<ByteStream> stream, const std::string& client, SteadyTime now);
  /// Null where it has gone.
  Connection* Find(std::uint64_t id);
  void Remove(std::uint64_t id);
  /// Closes a connection because of `refusal`; false where all are having their answers made.
  bool MakeRoom(Refusal refusal);
  /// Closes clients that do not take their answers, the slowest first, until those fit into their memory or only one is
  /// left.
  void LimitAnswers();
  /// No further request, see Connection::FinishUp.
  void FinishUp();
  void Clear();

  bool empty() const { return connections_.empty(); }
  /// One whose deadline has passed.
  std::optional<std::uint64_t> FindDue(SteadyTime now) const;
  SteadyTime NextDeadline() const;

 private:
  using Connections = std::map<std::uint64_t, Connection>;

  /// Which limit one more connection of that client would exceed.
  std::optional<Refusal> FullFor(const std::string& client) const;
  /// Of those that fit, the one that has let us wait longest.
  template <typename Condition>
  Connections::iterator FindLongest(const Condition& fits);
  bool MakeRoomOf(const std::string& client, Refusal refusal);
  bool Close(Connections::iterator entry, Refusal refusal);
  void Erase(Connections::iterator entry);

  const WebLimits& limits_;
  ConnectionCounts& counts_;
  const Clock& clock_;
  std::uint64_t last_id_;
  Connections connections_;
  std::map<std::string, std::size_t> by_client_;  // how many
};

}  // namespace workspace_exporter
