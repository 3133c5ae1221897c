#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace workspace_exporter {

struct ReadSample {
  std::string name;
  std::map<std::string, std::string> labels;
  std::string value;
};

struct ReadPage {
  std::map<std::string, std::string> help;
  std::map<std::string, std::string> type;
  std::vector<ReadSample> samples;
  bool ended = false;
};

/// Reads a page in text format 0.0.4 or OpenMetrics without timestamps, as strictly as OpenMetrics is written: one
/// space where one belongs, no empty lines, no escape but the known ones. Throws std::runtime_error with the line that
/// is wrong.
ReadPage ReadStrictly(std::string_view page, bool quotes_escaped_in_help);

}  // namespace workspace_exporter
