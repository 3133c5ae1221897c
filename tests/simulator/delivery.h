#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "simulator/simulator_channel.h"
#include "simulator/simulator_http.h"
#include "simulator/stop_signal.h"

namespace workspace_exporter::simulator {

/// How the bytes of an answer go out. Times in milliseconds.
struct Delivery {
  double delay = 0;                            ///< before the first byte
  bool hang = false;                           ///< no byte, ever
  bool reset_before = false;                   ///< RST instead of an answer
  bool reset_after_head = false;               ///< RST once the head has gone
  std::optional<std::size_t> head_bytes = {};  ///< RST after so many of the head
  std::string head_form = {};                  ///< see BrokenHead
  bool close = false;                          ///< `Connection: close`
  double drip_head = 0;                        ///< between the bytes of the head
  double drip_body = 0;                        ///< between the pieces of the body
  std::size_t drip_bytes = 1;                  ///< size of such a piece
  bool chunked = false;
  std::string chunk_form = {};                 ///< see BrokenChunks; closes after them
  std::int64_t length_delta = 0;               ///< of the announced length; closes where that is too great
  std::optional<std::size_t> body_bytes = {};  ///< closes after so many of the announced body
  std::uint64_t filler = 0;                    ///< so many letters go in place of kFillerMark in the body
};

/// Where the filler of a huge body stands.
constexpr char kFillerMark = '\x1A';

/// Sends the answer; calls `last` just before its last bytes. False where the connection is over.
bool Deliver(const Response& response, const Delivery& delivery, Channel& channel, StopSignal& stop,
             const std::function<void()>& last);

}  // namespace workspace_exporter::simulator
