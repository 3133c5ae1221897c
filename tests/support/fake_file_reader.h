#pragma once

#include <map>
#include <string>

#include "base/file.h"

namespace workspace_exporter {

/// Files in memory, which a test writes.
class FakeFileReader final : public FileReader {
 public:
  void Write(const std::string& path, std::string content) { files_[path] = {std::move(content), ++changes_}; }
  void Remove(const std::string& path) { files_.erase(path); }

  FileStamp Stamp(const std::string& path) const override {
    const auto found = files_.find(path);
    return found == files_.end() ? FileStamp() : FileStamp{.size = 1, .modified_ns = found->second.change};
  }
  Result<Secret> Read(const std::string& path) const override {
    const auto found = files_.find(path);
    if (found == files_.end()) return Error{ErrorKind::kRejected, path + ": no such file"};
    return Secret(found->second.content);
  }

 private:
  struct File {
    std::string content;
    std::int64_t change = 0;
  };

  std::map<std::string, File> files_;
  std::int64_t changes_ = 0;
};

}  // namespace workspace_exporter
