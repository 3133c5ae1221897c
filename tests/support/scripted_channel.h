#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "http/channel.h"

namespace workspace_exporter {

/// Gives an answer out in pieces of any size, and keeps what is sent.
struct ScriptedChannel final : Channel {
  ScriptedChannel(std::string bytes, std::size_t size_of_piece) : answer(std::move(bytes)), piece(size_of_piece) {}

  Result<std::size_t> Read(char* to, std::size_t size, const IoWait& /*wait*/) override {
    const std::size_t count = answer.copy(to, std::min(size, piece), at);
    at += count;
    return count;
  }
  Result<std::size_t> Write(std::string_view bytes, const IoWait& /*wait*/) override {
    const auto part = bytes.substr(0, piece);
    sent += part;
    return part.size();
  }
  bool Quiet() const override { return true; }

  std::string answer;
  std::size_t piece;
  std::size_t at = 0;
  std::string sent;
};

}  // namespace workspace_exporter
