#pragma once

#include <map>
#include <memory>
#include <string>

namespace workspace_exporter {

/// What several projects use together, by what makes it the same; each goes with the last that uses it. Not
/// thread-safe.
template <typename T>
class SharedByKey final {
 public:
  /// Null where nobody uses one.
  std::shared_ptr<T> Find(const std::string& key) const {
    const auto found = known_.find(key);
    return found == known_.end() ? nullptr : found->second.lock();
  }
  void Add(const std::string& key, const std::shared_ptr<T>& shared) {
    // Keys of reloads that are long past.
    std::erase_if(known_, [](const auto& entry) { return entry.second.expired(); });
    known_[key] = shared;
  }

 private:
  std::map<std::string, std::weak_ptr<T>> known_;
};

}  // namespace workspace_exporter
