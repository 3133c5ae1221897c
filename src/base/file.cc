#include "base/file.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fmt/format.h>
#include <sys/stat.h>

namespace workspace_exporter {
namespace {

constexpr std::size_t kLargest = 65536;

}  // namespace

FileStamp SystemFileReader::Stamp(const std::string& path) const {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return {};
  return {.device = status.st_dev,
          .inode = status.st_ino,
          .size = status.st_size,
          .modified_ns = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec};
}

Result<std::string> SystemFileReader::Read(const std::string& path) const {
  std::error_code fault;
  if (!std::filesystem::is_regular_file(path, fault)) {
    return Error{ErrorKind::kRejected,
                 fmt::format("{}: {}", path, fault ? fault.message() : std::string("no regular file"))};
  }
  std::ifstream file(path, std::ios::binary);
  std::string content(kLargest + 1, '\0');
  file.read(content.data(), static_cast<std::streamsize>(content.size()));
  if (!file.is_open() || file.bad()) {
    return Error{ErrorKind::kRejected, fmt::format("{}: {}", path, std::generic_category().message(errno))};
  }
  content.resize(static_cast<std::size_t>(file.gcount()));
  if (content.size() > kLargest)
    return Error{ErrorKind::kRejected, fmt::format("{}: larger than {} bytes", path, kLargest)};
  return content;
}

}  // namespace workspace_exporter
