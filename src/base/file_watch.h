#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"

namespace workspace_exporter {

/// Whether any of some files is another than when they were last read. Whoever reads them takes their stamps first, so
/// that a change while they are read is seen the next time:
///     FileWatch::Stamps before = watch.Now();
///     ... read the files ...
///     watch.HaveBeenRead(std::move(before));
/// Not thread-safe.
class FileWatch final {
 public:
  using Stamps = std::map<std::string, FileStamp>;  ///< by path

  /// None of the files has been read yet. Empty paths are none. `files` outlives it.
  FileWatch(const FileReader& files, std::vector<std::string> paths);

  Stamps Now() const;
  void HaveBeenRead(Stamps before) { read_ = std::move(before); }
  bool HaveChanged() const { return Now() != read_; }

  /// For files that name others: calls `read`, which reads them and gives the paths of those to watch from now on. What
  /// changed meanwhile has changed the next time.
  void Follow(const std::function<std::vector<std::string>()>& read);

 private:
  const FileReader& files_;
  std::vector<std::string> paths_;
  Stamps read_;
};

/// Finds files that have no name any more: deleted, or replaced, while what is looked at is the old one, as behind a
/// bind mount of the single file. What replaced such a file never shows. Not thread-safe.
class UnlinkedFiles final {
 public:
  /// `files` outlives it.
  explicit UnlinkedFiles(const FileReader& files) : files_(files) {}

  /// Those of the files that are so, and were not the last time.
  std::vector<std::string> Look(const std::vector<std::string>& paths);

 private:
  const FileReader& files_;
  std::set<std::string> known_;
};

}  // namespace workspace_exporter
