#pragma once

#include <map>
#include <string>
#include <utility>

#include "config/files.h"

namespace workspace_exporter {

using FileTexts = std::map<std::string, std::string>;

/// Files that are there only in a test's memory.
class FakeFiles final : public Files {
 public:
  explicit FakeFiles(FileTexts contents = {}) : contents_(std::move(contents)) {}

  Checked<Secret> Read(const std::string& path, std::size_t max_bytes) const override {
    const auto found = contents_.find(path);
    if (found == contents_.end()) return {.problem = "the file cannot be read: No such file or directory"};
    if (found->second.size() > max_bytes) return {.problem = "the file is too large"};
    return {.value = Secret(found->second)};
  }

 private:
  FileTexts contents_;
};

}  // namespace workspace_exporter
