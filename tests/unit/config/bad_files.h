#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "config/setting_reader.h"

namespace workspace_exporter {

inline std::string TextOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Reads each NN_what.yaml of a folder, at least so many, and compares the faults with NN_what.expected.
template <typename FaultsOfText>
void CheckBadFiles(const std::filesystem::path& folder, std::size_t at_least, const FaultsOfText& faults_of) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  CHECK(files.size() >= at_least);
  for (const std::filesystem::path& path : files) {
    CAPTURE(path);
    std::string lines;
    for (const std::string& fault : faults_of(TextOf(path))) lines += fault + "\n";
    CHECK(lines == TextOf(std::filesystem::path(path).replace_extension(".expected")));
    CHECK(lines.find("hunter2") == std::string::npos);  // what stands for a secret in these files
  }
}

}  // namespace workspace_exporter
