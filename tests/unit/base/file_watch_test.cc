#include "base/file_watch.h"

#include <doctest/doctest.h>

#include "support/fake_file_reader.h"

namespace workspace_exporter {
namespace {

using Paths = std::vector<std::string>;

TEST_CASE("files have changed until they have been read, and when one of them is another") {
  FakeFileReader files;
  files.Write("a", "1");
  files.Write("b", "1");
  FileWatch watch(files, {"a", "", "b"});
  CHECK(watch.HaveChanged());
  watch.HaveBeenRead(watch.Now());
  CHECK_FALSE(watch.HaveChanged());
  files.Touch("b");
  CHECK(watch.HaveChanged());
  watch.HaveBeenRead(watch.Now());
  files.Remove("a");
  CHECK(watch.HaveChanged());
  watch.HaveBeenRead(watch.Now());
  CHECK_FALSE(watch.HaveChanged());
}

TEST_CASE("a change while the files are read is seen the next time") {
  FakeFileReader files;
  files.Write("a", "1");
  FileWatch watch(files, {"a"});
  FileWatch::Stamps before = watch.Now();
  files.Write("a", "2");
  watch.HaveBeenRead(std::move(before));
  CHECK(watch.HaveChanged());
}

TEST_CASE("no file never changes") {
  const FakeFileReader files;
  CHECK_FALSE(FileWatch(files, {""}).HaveChanged());
}

TEST_CASE("other files are watched from when they were read") {
  FakeFileReader files;
  for (const char* path : {"stays", "goes", "comes"}) files.Write(path, "1");
  FileWatch watch(files, {"stays", "goes"});
  watch.Follow([&] {
    files.Touch("stays");  // while they are read
    return Paths{"stays", "", "comes"};
  });
  CHECK(watch.HaveChanged());
  watch.Follow([] { return Paths{"stays", "comes"}; });
  CHECK_FALSE(watch.HaveChanged());
  files.Touch("goes");
  CHECK_FALSE(watch.HaveChanged());
  files.Touch("comes");
  CHECK(watch.HaveChanged());
}

TEST_CASE("a file that has lost its name is told once, and again after it was as it should be") {
  FakeFileReader files;
  files.Write("a", "1");
  files.Write("b", "1");
  UnlinkedFiles unlinked(files);
  const Paths all = {"a", "b", "b", "none", ""};
  CHECK(unlinked.Look(all) == Paths{});
  files.Unlink("b");
  CHECK(unlinked.Look(all) == Paths{"b"});
  CHECK(unlinked.Look(all) == Paths{});
  files.Unlink("a");
  CHECK(unlinked.Look(all) == Paths{"a"});
  files.Write("b", "2");
  CHECK(unlinked.Look(all) == Paths{});
  files.Unlink("b");
  CHECK(unlinked.Look(all) == Paths{"b"});
  CHECK(unlinked.Look({"a"}) == Paths{});
}

}  // namespace
}  // namespace workspace_exporter
