#include "base/file_watch.h"

#include <utility>

namespace workspace_exporter {

FileWatch::FileWatch(const FileReader& files, std::vector<std::string> paths)
    : files_(files), paths_(std::move(paths)) {
  std::erase(paths_, "");
}

FileWatch::Stamps FileWatch::Now() const {
  Stamps stamps;
  for (const std::string& path : paths_) stamps.emplace(path, files_.Stamp(path));
  return stamps;
}

void FileWatch::Follow(const std::function<std::vector<std::string>()>& read) {
  const Stamps before = Now();
  paths_ = read();
  std::erase(paths_, "");
  read_ = Now();
  for (auto& [path, stamp] : read_) {
    if (const auto known = before.find(path); known != before.end()) stamp = known->second;
  }
}

std::vector<std::string> UnlinkedFiles::Look(const std::vector<std::string>& paths) {
  std::set<std::string> unlinked;
  std::vector<std::string> found;
  for (const std::string& path : paths) {
    const FileStamp stamp = files_.Stamp(path);
    if (stamp.size < 0 || stamp.links > 0 || !unlinked.insert(path).second) continue;
    if (!known_.contains(path)) found.push_back(path);
  }
  known_ = std::move(unlinked);
  return found;
}

}  // namespace workspace_exporter
