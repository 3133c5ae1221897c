#include "base/file.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_descriptor.h"
#include "base/text_encoding.h"

namespace workspace_exporter {
namespace {

Error Unreadable(int error) {
  return {ErrorKind::kRejected, fmt::format("the file cannot be read: {}", std::generic_category().message(error))};
}

std::int64_t Nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

}  // namespace

FileStamp SystemFileReader::Stamp(const std::string& path) const {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return {};
  return {.device = status.st_dev,
          .inode = status.st_ino,
          .size = status.st_size,
          .modified_ns = Nanoseconds(status.st_mtim),
          .changed_ns = Nanoseconds(status.st_ctim),
          .links = status.st_nlink};
}

Result<Secret> SystemFileReader::Read(const std::string& path, std::size_t max_bytes) const {
  // Non-blocking, so that a FIFO is refused at once, and holds nobody up.
  const FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (!file || fstat(file.get(), &status) != 0) return Unreadable(errno);
  if (!S_ISREG(status.st_mode)) return Error{ErrorKind::kRejected, "not a regular file"};

  std::string content(max_bytes + 1, '\0');
  std::size_t size = 0;
  while (size < content.size()) {
    const ssize_t got = read(file.get(), content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Unreadable(errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  content.resize(size);
  Secret whole(std::move(content));
  if (size > max_bytes)
    return Error{ErrorKind::kRejected, fmt::format("the file is larger than {} kB", max_bytes / 1024)};
  if (const std::string_view wide = WideEncodingOf(whole.Reveal()); !wide.empty())
    return Error{ErrorKind::kRejected, fmt::format("the file is text in {}; it has to be UTF-8", wide)};
  const std::string_view text = WithoutByteOrderMark(whole.Reveal());
  if (text.size() < size) return Secret(text);
  return whole;
}

}  // namespace workspace_exporter
