#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/time_style.h"
#include "simulator/wire_text.h"

namespace workspace_exporter::simulator {

enum class State : std::uint8_t { kActive, kDisconnected, kAppcInit, kSignedOut, kInitFail, kOther };
constexpr std::string_view kStateNames[] = {"Active", "Disconnected", "AppcInit", "SignedOut", "InitFail", "_other"};

constexpr std::string_view NameOf(State state) { return kStateNames[static_cast<std::size_t>(state)]; }
constexpr bool IsLive(State state) { return state <= State::kAppcInit; }

/// A field of the row sent otherwise than the session would have it; a name unknown to the API is an extra field.
struct RawField {
  std::string name;
  Text value;
};

/// A session as the simulator holds it. Numbers point into the Catalogue.
struct Session {
  std::string id;  ///< the key here, also where the row is sent without it
  State state = State::kActive;
  std::size_t group = 0;
  std::size_t group_name = 0;  ///< which of the group's names the row carries
  std::size_t client_type = 0;
  std::size_t failure = 0;
  std::size_t user = 0;
  std::size_t machine = 0;
  Stamp pre_conn;
  Stamp start;
  Stamp end;
  Stamp last_update;
  std::vector<RawField> raw;
  std::uint64_t version = 0;  ///< of the population, when this record came about
};

/// The field as sent otherwise, or nullptr.
inline const Text* FindRaw(const Session& session, std::string_view name) {
  for (const RawField& field : session.raw) {
    if (field.name == name) return &field.value;
  }
  return nullptr;
}

/// Sends the field otherwise from now on.
inline void SetRaw(Session& session, std::string_view name, Text value) {
  for (RawField& field : session.raw) {
    if (field.name == name) {
      field.value = std::move(value);
      return;
    }
  }
  session.raw.push_back({.name = std::string(name), .value = std::move(value)});
}

}  // namespace workspace_exporter::simulator
