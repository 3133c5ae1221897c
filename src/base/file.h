#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/secret.h"

namespace workspace_exporter {

/// Tells whether a file is another than it was: replaced (as Kubernetes does with the files of a secret), written to,
/// or made readable.
struct FileStamp {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t size = -1;  ///< -1: there is no such file
  std::int64_t modified_ns = 0;
  std::int64_t changed_ns = 0;  ///< of its rights, names and content
  std::uint64_t links = 0;      ///< its names; 0: it is open or mounted somewhere, but nobody can replace it there
  bool operator==(const FileStamp&) const = default;
};

inline constexpr std::size_t kMostSecretBytes = 65536;  ///< of a file that holds a secret

/// Reads small files, which may change while the program runs. Thread-safe.
class FileReader {
 public:
  virtual ~FileReader() = default;

  virtual FileStamp Stamp(const std::string& path) const = 0;
  /// The whole of a regular file of at most `max_bytes` bytes, in memory that is wiped: it may be a secret. A byte
  /// order mark of UTF-8 at the beginning is left out, see text_encoding.h. kRejected, also where it is UTF-16; the
  /// message says neither the file's name nor anything that it holds: what stands in the name's place may be a token
  /// that somebody put there by mistake.
  virtual Result<Secret> Read(const std::string& path, std::size_t max_bytes) const = 0;
};

/// The files of the machine.
class SystemFileReader final : public FileReader {
 public:
  FileStamp Stamp(const std::string& path) const override;
  Result<Secret> Read(const std::string& path, std::size_t max_bytes) const override;
};

}  // namespace workspace_exporter
