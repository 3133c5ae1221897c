#include "config/files.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace workspace_exporter {
namespace {

class Descriptor final {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

std::string CannotRead(int error) {
  return fmt::format("the file cannot be read: {}", std::generic_category().message(error));
}

}  // namespace

Checked<Secret> DiskFiles::Read(const std::string& path, std::size_t max_bytes) const {
  // Non-blocking, so that a FIFO is refused at once, and does not hold up the start.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status = {};
  if (file.number() < 0 || fstat(file.number(), &status) != 0) return {.problem = CannotRead(errno)};
  if (!S_ISREG(status.st_mode)) return {.problem = "not a regular file"};

  std::string content(max_bytes + 1, '\0');
  std::size_t size = 0;
  while (size < content.size()) {
    const ssize_t got = read(file.number(), content.data() + size, content.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return {.problem = CannotRead(errno)};
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  content.resize(size);
  Checked<Secret> result = {.value = Secret(std::move(content))};
  if (size == 0) result.problem = "the file is empty";
  if (size > max_bytes) result.problem = fmt::format("the file is larger than {} kB", max_bytes / 1024);
  return result;
}

}  // namespace workspace_exporter
