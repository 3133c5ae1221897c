#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "config/options.h"

namespace workspace_exporter {

/// A name and its value in a log line.
using LogField = std::pair<std::string_view, std::string>;

/// Takes a line without its end. Called from any thread.
using LogSink = std::function<void(const std::string& line)>;

/// Whole lines on stderr.
LogSink LinesOnStderr();

/// Writes lines of logfmt or JSON: time, level, message, fields. Values are escaped, so that no text from outside makes
/// a second line. Thread-safe.
class Log final {
 public:
  /// The clock outlives it.
  Log(LogOptions options, const Clock& clock, LogSink write);

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
  const LogSink write_;
};

}  // namespace workspace_exporter
