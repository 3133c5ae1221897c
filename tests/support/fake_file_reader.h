#pragma once

#include <map>
#include <string>
#include <utility>

#include "base/file.h"

namespace workspace_exporter {

using FileTexts = std::map<std::string, std::string>;  ///< by path

/// Files in memory, which a test writes.
class FakeFileReader final : public FileReader {
 public:
  FakeFileReader() = default;
  explicit FakeFileReader(const FileTexts& texts) {
    for (const auto& [path, text] : texts) Write(path, text);
  }

  void Write(const std::string& path, std::string content) {
    files_[path] = {.content = std::move(content), .change = ++changes_};
  }
  /// The same again.
  void Touch(const std::string& path) { files_.at(path).change = ++changes_; }
  /// What a bind mount of the file shows once another took its name.
  void Unlink(const std::string& path) { files_.at(path).links = 0; }
  void Remove(const std::string& path) { files_.erase(path); }

  FileStamp Stamp(const std::string& path) const override {
    const auto found = files_.find(path);
    if (found == files_.end()) return {};
    return {.size = 1, .modified_ns = found->second.change, .links = found->second.links};
  }
  Result<Secret> Read(const std::string& path, std::size_t max_bytes) const override {
    const auto found = files_.find(path);
    if (found == files_.end()) return Error{ErrorKind::kRejected, "the file cannot be read: No such file or directory"};
    if (found->second.content.size() > max_bytes) return Error{ErrorKind::kRejected, "the file is too large"};
    return Secret(found->second.content);
  }

 private:
  struct File {
    std::string content = {};
    std::int64_t change = 0;
    std::uint64_t links = 1;
  };

  std::map<std::string, File> files_;
  std::int64_t changes_ = 0;
};

}  // namespace workspace_exporter
