#pragma once

#include <cstddef>
#include <string>

#include "base/secret.h"
#include "config/checked.h"

namespace workspace_exporter {

/// Reads the files that settings name. The problem says neither the file's name nor anything that it holds: what stands
/// in the name's place may be a token that somebody put there by mistake. Thread-safe.
class Files {
 public:
  virtual ~Files() = default;

  /// The whole of a regular file of 1 to `max_bytes` bytes.
  virtual Checked<Secret> Read(const std::string& path, std::size_t max_bytes) const = 0;
};

class DiskFiles final : public Files {
 public:
  Checked<Secret> Read(const std::string& path, std::size_t max_bytes) const override;
};

/// The problem of a file of no bytes.
inline constexpr const char* kEmptyFile = "the file is empty";

/// Passes on what it is asked for, and tells whether the same was read as another time. Not thread-safe.
class HashedFiles final : public Files {
 public:
  /// `files` outlives it.
  explicit HashedFiles(const Files& files) : files_(files) {}
  HashedFiles(const HashedFiles&) = delete;  // easily meant to be read through

  Checked<Secret> Read(const std::string& path, std::size_t max_bytes) const override;
  /// Of all names and contents read so far, in their order.
  std::size_t hash() const { return hash_; }

 private:
  const Files& files_;
  mutable std::size_t hash_ = 0;
};

inline constexpr std::size_t kMostSecretBytes = 65536;
inline constexpr std::size_t kMostFlagfileBytes = 65536;
inline constexpr std::size_t kMostCertificateBytes = 1048576;

}  // namespace workspace_exporter
