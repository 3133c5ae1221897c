#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "exposition/negotiation.h"

namespace workspace_exporter {

struct ReadSample {
  std::string name;
  std::map<std::string, std::string> labels = {};
  std::string value = {};
  std::string timestamp = {};  ///< empty where there is none
};

struct ReadFamily {
  std::string name;
  std::string help = {};
  std::string type = {};
  std::vector<ReadSample> samples = {};
};

/// The families of a page, as strictly as OpenMetrics 1.0 is written, in the text format 0.0.4 too: one space where one
/// belongs, no empty lines, no escape but the known ones, each family once, all its lines together, with a type that
/// the format has and the samples that belong to that type. Throws std::runtime_error with the line that is wrong.
std::vector<ReadFamily> ReadStrictly(std::string_view page, Format format);

}  // namespace workspace_exporter
