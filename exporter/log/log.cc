#include "exporter/log/log.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "base/iso_time.h"
#include "base/quoted_text.h"

namespace workspace_exporter {
namespace {

constexpr std::array kLevelNames = {"debug", "info", "warn", "error"};

void AppendLogfmt(std::string& line, std::string_view key, std::string_view value) {
  const bool is_plain = !value.empty() && std::ranges::all_of(value, [](char c) {
    return c > ' ' && c < '\x7F' && c != '"' && c != '=' && c != '\\';
  });
  if (!line.empty()) line += ' ';
  line += key;
  line += '=';
  if (is_plain) {
    line += value;
  } else {
    AppendQuoted(line, value);  // which logfmt's readers take as well
  }
}

void AppendJson(std::string& line, std::string_view key, std::string_view value) {
  line += line.empty() ? "{" : ",";
  AppendQuoted(line, key);
  line += ':';
  AppendQuoted(line, value);
}

}  // namespace

LogSink LinesOnStderr() {
  auto logger = std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%v");
  return [logger = std::move(logger)](const std::string& line) { logger->info("{}", line); };
}

Log::Log(LogOptions options, const Clock& clock, LogSink write)
    : options_(options), clock_(clock), write_(std::move(write)) {}

void Log::Write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) const {
  if (level < options_.level) return;
  const bool is_json = options_.format == LogFormat::kJson;
  const auto append = is_json ? AppendJson : AppendLogfmt;
  std::string line;
  append(line, "ts", FormatIsoTime(clock_.Now()));
  append(line, "level", kLevelNames[static_cast<std::size_t>(level)]);
  append(line, "msg", message);
  for (const auto& [key, value] : fields) append(line, key, value);
  if (is_json) line += '}';
  write_(line);
}

}  // namespace workspace_exporter
