#include "config/files.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/file_descriptor.h"
#include "support/fake_file_reader.h"

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
  CHECK(ReadNamedFile(SystemFileReader(), path, 4).value.Reveal() == "abc\n");
  fs::create_symlink(path, directory.Path("link"));
  CHECK(ReadNamedFile(SystemFileReader(), directory.Path("link"), 4).problem == "");
}

TEST_CASE("a file that is missing, empty or too large is a problem") {
  const TemporaryDirectory directory;
  CHECK(ReadNamedFile(SystemFileReader(), directory.Path("none"), 10).problem ==
        "the file cannot be read: No such file or directory");
  CHECK(ReadNamedFile(SystemFileReader(), directory.Write("empty", ""), 10).problem == "the file is empty");
  CHECK(ReadNamedFile(SystemFileReader(), directory.Write("large", std::string(1025, 'x')), 1024).problem ==
        "the file is larger than 1 kB");
  CHECK(ReadNamedFile(SystemFileReader(), directory.Write("fits", std::string(1024, 'x')), 1024).problem == "");
}

TEST_CASE("a byte order mark is no part of a file, and UTF-16 is a problem") {
  const TemporaryDirectory directory;
  CHECK(ReadNamedFile(SystemFileReader(), directory.Write("bom", "\xEF\xBB\xBFtext\r\n"), 20).value.Reveal() ==
        "text\r\n");
  CHECK(ReadNamedFile(SystemFileReader(), directory.Write("only", "\xEF\xBB\xBF"), 20).problem == "the file is empty");
  CHECK(ReadNamedFile(SystemFileReader(), directory.Write("wide", std::string("\xFF\xFEt\0", 4)), 20).problem ==
        "the file is text in UTF-16; it has to be UTF-8");
}

TEST_CASE("what is read has another hash when a name, a content or a problem is another") {
  const auto hash_of = [](const FileTexts& texts, const std::vector<std::string>& paths) {
    const FakeFileReader files(texts);
    const HashedFiles hashed(files);
    for (const std::string& path : paths) static_cast<void>(hashed.Read(path, 100));
    return hashed.hash();
  };
  const std::size_t hash = hash_of({{"a", "1"}, {"b", "2"}}, {"a", "b"});
  CHECK(hash == hash_of({{"a", "1"}, {"b", "2"}, {"c", "3"}}, {"a", "b"}));
  CHECK(hash != hash_of({{"a", "1"}, {"b", "3"}}, {"a", "b"}));
  CHECK(hash != hash_of({{"a", "2"}, {"b", "1"}}, {"a", "b"}));
  CHECK(hash != hash_of({{"a", "1"}, {"b", "2"}}, {"b", "a"}));
  CHECK(hash != hash_of({{"a", "1"}}, {"a", "b"}));
  CHECK(hash != hash_of({{"a", "1"}}, {"a"}));
  const FakeFileReader files(FileTexts{{"a", "1"}});
  const HashedFiles all(files);
  const HashedFiles part(static_cast<const FileReader&>(all));
  static_cast<void>(part.Read("a", 100));
  CHECK(part.hash() == all.hash());
}

TEST_CASE("a file's stamp tells of other rights, and of a name that is gone") {
  const TemporaryDirectory directory;
  const std::string path = directory.Write("token", "abc");
  const SystemFileReader reader;
  const FileStamp before = reader.Stamp(path);
  CHECK(before == reader.Stamp(path));
  CHECK(before.links == 1);
  while (reader.Stamp(path) == before) chmod(path.c_str(), 0400);  // the file system's clock has coarse ticks
  CHECK(reader.Stamp(path).modified_ns == before.modified_ns);
  const FileDescriptor open_file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  fs::rename(directory.Write("other", "def"), path);
  const std::string shown = "/proc/self/fd/" + std::to_string(open_file.get());  // as a mount of the file shows it
  CHECK(reader.Stamp(shown).links == 0);
  CHECK(reader.Read(shown, 3)->Reveal() == "abc");
  CHECK(reader.Stamp(path).links == 1);
  CHECK(reader.Stamp(directory.Path("none")) == FileStamp());
}

TEST_CASE("what is no regular file is refused at once") {
  const TemporaryDirectory directory;
  CHECK(ReadNamedFile(SystemFileReader(), directory.Path(""), 10).problem == "not a regular file");
  REQUIRE(mkfifo(directory.Path("fifo").c_str(), 0600) == 0);
  CHECK(ReadNamedFile(SystemFileReader(), directory.Path("fifo"), 10).problem == "not a regular file");
  CHECK(ReadNamedFile(SystemFileReader(), "/dev/zero", 10).problem == "not a regular file");
}

TEST_CASE("a credential that systemd did not give is named as one") {
  for (const char* path : {"/run/credentials/workspace_exporter.service/secret_password",
                           "/run/user/1000/credentials/workspace_exporter.service/secret_password"}) {
    const std::string problem = ReadNamedFile(SystemFileReader(), path, 4).problem;
    CHECK(problem.starts_with("the file cannot be read: No such file or directory; it is a credential that systemd"));
    CHECK(problem.find("LoadCredential") != std::string::npos);
  }
  CHECK(ReadNamedFile(SystemFileReader(), "/run/other/secret_password", 4).problem ==
        "the file cannot be read: No such file or directory");
}

}  // namespace
}  // namespace workspace_exporter
