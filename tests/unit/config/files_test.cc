#include "config/files.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <sys/stat.h>

namespace workspace_exporter {
namespace {

namespace fs = std::filesystem;

/// A directory of its own, gone at the end.
class TemporaryDirectory final {
 public:
  TemporaryDirectory() {
    std::string name = (fs::temp_directory_path() / "config_test_XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory() { fs::remove_all(path_); }

  std::string Path(const std::string& name) const { return (path_ / name).string(); }
  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(Path(name)) << text;
    return Path(name);
  }

 private:
  fs::path path_;
};

TEST_CASE("a file is read whole, also through a link") {
  const TemporaryDirectory directory;
  const std::string path = directory.Write("token", "abc\n");
  CHECK(DiskFiles().Read(path, 4).value.Reveal() == "abc\n");
  fs::create_symlink(path, directory.Path("link"));
  CHECK(DiskFiles().Read(directory.Path("link"), 4).problem == "");
}

TEST_CASE("a file that is missing, empty or too large is a problem") {
  const TemporaryDirectory directory;
  CHECK(DiskFiles().Read(directory.Path("none"), 10).problem == "the file cannot be read: No such file or directory");
  CHECK(DiskFiles().Read(directory.Write("empty", ""), 10).problem == "the file is empty");
  CHECK(DiskFiles().Read(directory.Write("large", std::string(1025, 'x')), 1024).problem ==
        "the file is larger than 1 kB");
  CHECK(DiskFiles().Read(directory.Write("fits", std::string(1024, 'x')), 1024).problem == "");
}

TEST_CASE("what is no regular file is refused at once") {
  const TemporaryDirectory directory;
  CHECK(DiskFiles().Read(directory.Path(""), 10).problem == "not a regular file");
  REQUIRE(mkfifo(directory.Path("fifo").c_str(), 0600) == 0);
  CHECK(DiskFiles().Read(directory.Path("fifo"), 10).problem == "not a regular file");
  CHECK(DiskFiles().Read("/dev/zero", 10).problem == "not a regular file");
}

TEST_CASE("a credential that systemd did not give is named as one") {
  for (const char* path : {"/run/credentials/workspace_exporter.service/secret_password",
                           "/run/user/1000/credentials/workspace_exporter.service/secret_password"}) {
    const std::string problem = DiskFiles().Read(path, 4).problem;
    CHECK(problem.starts_with("the file cannot be read: No such file or directory; it is a credential that systemd"));
    CHECK(problem.find("LoadCredential") != std::string::npos);
  }
  CHECK(DiskFiles().Read("/run/other/secret_password", 4).problem ==
        "the file cannot be read: No such file or directory");
}

}  // namespace
}  // namespace workspace_exporter
