#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "config/options.h"

namespace spdlog {
class logger;
}

namespace workspace_exporter {

/// A name and its value in a log line.
using LogField = std::pair<std::string_view, std::string>;

/// Writes lines of logfmt or JSON to stderr: time, level, message, fields. Values are escaped, so that no text from
/// outside makes a second line. Thread-safe.
class Log final {
 public:
  explicit Log(LogOptions options, const Clock& clock);
  ~Log();

  void Write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields = {}) const;

  void Debug(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    Write(LogLevel::kDebug, message, fields);
  }
  void Info(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    Write(LogLevel::kInfo, message, fields);
  }
  void Warn(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    Write(LogLevel::kWarn, message, fields);
  }
  void Error(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    Write(LogLevel::kError, message, fields);
  }

 private:
  const LogOptions options_;
  const Clock& clock_;
  const std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace workspace_exporter
