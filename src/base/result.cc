#include "base/result.h"

#include <fmt/format.h>

namespace workspace_exporter {

std::string_view Name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kTimeout: return "timeout";
    case ErrorKind::kNetwork: return "network";
    case ErrorKind::kTls: return "tls";
    case ErrorKind::kAuth: return "auth";
    case ErrorKind::kThrottled: return "throttled";
    case ErrorKind::kServer: return "server";
    case ErrorKind::kMalformed: return "malformed";
    case ErrorKind::kRejected: return "rejected";
    case ErrorKind::kInconsistent: return "inconsistent";
    case ErrorKind::kCancelled: return "cancelled";
  }
  return "unknown";
}

Error Error::Within(std::string_view step) && {
  message = fmt::format("{}: {}", step, message);
  return std::move(*this);
}

}  // namespace workspace_exporter
