#include "http/channel.h"

namespace workspace_exporter {

Result<Done> WriteAll(Channel& channel, std::string_view bytes, const IoWait& wait) {
  while (!bytes.empty()) {
    const auto written = channel.Write(bytes, wait);
    if (!written) return written.error();
    bytes.remove_prefix(*written);
  }
  return Done();
}

}  // namespace workspace_exporter
