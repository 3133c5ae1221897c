#pragma once

#include <string>

namespace workspace_exporter {

/// The status line and the headers of an answer, and what follows them.
inline std::string HeadOf(const std::string& answer) { return answer.substr(0, answer.find("\r\n\r\n") + 2); }
inline std::string BodyOf(const std::string& answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }
/// `header`: "Name: value".
inline bool HasHeader(const std::string& answer, const std::string& header) {
  return HeadOf(answer).find("\r\n" + header + "\r\n") != std::string::npos;
}

}  // namespace workspace_exporter
