#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "config_fixture.h"

namespace workspace_exporter {
namespace {

namespace fs = std::filesystem;

std::string TextOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<fs::path> BadFiles() {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(BAD_CONFIG_FILES)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

// NN_what.yaml is read as config.yaml, together with the files of project_fixture.h; NN_what.expected holds the faults.
TEST_CASE("every bad configuration file has the faults that are expected of it") {
  const std::vector<fs::path> files = BadFiles();
  CHECK(files.size() >= 40);
  for (const fs::path& path : files) {
    CAPTURE(path);
    std::string lines;
    for (const std::string& fault : FaultsOf(ReadConfigOf(TextOf(path)))) lines += fault + "\n";
    CHECK(lines == TextOf(fs::path(path).replace_extension(".expected")));
    CHECK(lines.find("hunter2") == std::string::npos);  // what stands for a secret in these files
  }
}

}  // namespace
}  // namespace workspace_exporter
