#pragma once

#include <optional>
#include <string>

#include "simulator/simulator_channel.h"
#include "simulator/simulator_http.h"

namespace workspace_exporter::simulator {

/// Takes one request after another from a connection. Bodies have a Content-Length; chunked ones are refused.
class RequestReader final {
 public:
  explicit RequestReader(Channel& channel) : channel_(channel) {}

  /// Nothing at the end of the connection, or once the peer does not speak HTTP (it is told so).
  std::optional<Request> Next();

 private:
  bool ReadMore();
  std::optional<Request> Refuse();

  Channel& channel_;
  std::string buffer_;
};

}  // namespace workspace_exporter::simulator
