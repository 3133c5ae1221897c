#include "web/connection_table.h"

#include <algorithm>
#include <utility>

#include "web/peer_address.h"

namespace workspace_exporter {
namespace {

bool MayGo(const Connection& connection) { return connection.state() != Connection::State::kProcessing; }

}  // namespace

ConnectionTable::ConnectionTable(const WebLimits& limits, ConnectionCounts& counts, const Clock& clock,
                                 std::uint64_t last_id)
    : limits_(limits), counts_(counts), clock_(clock), last_id_(last_id) {}

std::optional<std::uint64_t> ConnectionTable::Add(std::unique_ptr<ByteStream> stream, const std::string& client,
                                                  SteadyTime now) {
  const std::optional<Refusal> full = FullFor(client);
  if (full && !(*full == Refusal::kTooManyOfAddress ? MakeRoomOf(client, *full) : MakeRoom(*full))) {
    counts_.Refused(*full);
    return std::nullopt;
  }
  const std::uint64_t id = ++last_id_;
  std::size_t& count = by_client_[client];
  connections_.try_emplace(id, std::move(stream), client, limits_, counts_, clock_, now);
  ++count;
  return id;
}

std::optional<Refusal> ConnectionTable::FullFor(const std::string& client) const {
  const auto found = by_client_.find(client);
  const std::size_t of_client = found == by_client_.end() ? 0 : found->second;
  const bool is_machine = client == kThisMachine;
  if (of_client >= (is_machine ? limits_.connections_of_machine : limits_.connections_per_address)) {
    return Refusal::kTooManyOfAddress;
  }
  if (connections_.size() >= limits_.connections) return Refusal::kTooMany;
  return std::nullopt;
}

Connection* ConnectionTable::Find(std::uint64_t id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : &found->second;
}

void ConnectionTable::Remove(std::uint64_t id) {
  if (const auto found = connections_.find(id); found != connections_.end()) Erase(found);
}

void ConnectionTable::Erase(Connections::iterator entry) {
  const auto of_client = by_client_.find(entry->second.client());
  if (--of_client->second == 0) by_client_.erase(of_client);
  connections_.erase(entry);
}

template <typename Condition>
ConnectionTable::Connections::iterator ConnectionTable::FindLongest(const Condition& fits) {
  auto longest = connections_.end();
  for (auto entry = connections_.begin(); entry != connections_.end(); ++entry) {
    if (!fits(entry->second)) continue;
    const bool is_longer =
        longest == connections_.end() || entry->second.waiting_since() < longest->second.waiting_since();
    if (is_longer) longest = entry;
  }
  return longest;
}

bool ConnectionTable::MakeRoom(Refusal refusal) {
  const auto most = std::ranges::max_element(by_client_, {}, [](const auto& entry) { return entry.second; });
  if (most == by_client_.end()) return false;
  return MakeRoomOf(most->first, refusal) || Close(FindLongest(MayGo), refusal);
}

bool ConnectionTable::MakeRoomOf(const std::string& client, Refusal refusal) {
  const auto may_go = [&](const Connection& connection) { return MayGo(connection) && connection.client() == client; };
  return Close(FindLongest(may_go), refusal);
}

bool ConnectionTable::Close(Connections::iterator entry, Refusal refusal) {
  if (entry == connections_.end()) return false;
  counts_.Refused(refusal);
  Erase(entry);
  return true;
}

void ConnectionTable::LimitAnswers() {
  std::size_t held = 0;
  for (const auto& [id, connection] : connections_) held += connection.answer_bytes();
  while (held > limits_.answer_bytes) {
    const auto slowest = FindLongest([](const Connection& connection) { return connection.answer_bytes() > 0; });
    if (held == slowest->second.answer_bytes()) return;  // an answer that is as large as that
    held -= slowest->second.answer_bytes();
    Close(slowest, Refusal::kSlowReader);
  }
}

void ConnectionTable::FinishUp() {
  for (auto entry = connections_.begin(); entry != connections_.end();) {
    const auto current = entry++;
    current->second.FinishUp();
    if (current->second.state() == Connection::State::kClosed) Erase(current);
  }
}

void ConnectionTable::Clear() {
  connections_.clear();
  by_client_.clear();
}

std::optional<std::uint64_t> ConnectionTable::FindDue(SteadyTime now) const {
  const auto is_due = [now](const auto& entry) { return entry.second.deadline() <= now; };
  const auto due = std::ranges::find_if(connections_, is_due);
  return due == connections_.end() ? std::nullopt : std::optional(due->first);
}

SteadyTime ConnectionTable::NextDeadline() const {
  SteadyTime next = SteadyTime::max();
  for (const auto& [id, connection] : connections_) next = std::min(next, connection.deadline());
  return next;
}

}  // namespace workspace_exporter
