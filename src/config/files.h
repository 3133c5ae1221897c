#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/secret_rule.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The problem of a file of no bytes.
inline constexpr const char* kEmptyFile = "the file is empty";

/// The whole of a file that a setting names, of 1 to `max_bytes` bytes. The problem does not show the path, see
/// FileReader.
Checked<Secret> ReadNamedFile(const FileReader& files, const std::string& path, std::size_t max_bytes);

/// Passes on what it is asked for, and tells whether the same was read as another time. Not thread-safe.
class HashedFiles final : public FileReader {
 public:
  /// `files` outlives it.
  explicit HashedFiles(const FileReader& files) : files_(files) {}
  HashedFiles(const HashedFiles&) = delete;  // easily meant to be read through

  FileStamp Stamp(const std::string& path) const override { return files_.Stamp(path); }
  Result<Secret> Read(const std::string& path, std::size_t max_bytes) const override;
  /// Of all names and contents read so far, in their order.
  std::size_t hash() const { return hash_; }

 private:
  const FileReader& files_;
  mutable std::size_t hash_ = 0;
};

inline constexpr std::size_t kMostFlagfileBytes = 65536;
inline constexpr std::size_t kMostCertificateBytes = 1048576;

// Secrets.

/// What is wrong with the text of a file that is to hold a secret, see SecretIn; empty where nothing is.
std::string SecretProblem(std::string_view content, SecretKind kind);

/// The setting `name`, a file with a secret: its path, where the file can be used.
void ReadSecretPath(SettingReader& settings, const FileReader& files, std::string_view name, SecretKind kind,
                    std::string& path);

/// The same of a variable of the environment, whose name the problem begins with. An empty one has none.
std::string VariableProblem(Words environment, std::string_view variable, SecretKind kind);

}  // namespace workspace_exporter
