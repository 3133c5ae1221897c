#include "exporter/flags.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "project_fixture.h"

namespace workspace_exporter {
namespace {

TEST_CASE("the flags are ours alone, each once and with help") {
  const std::vector<FlagHelp> flags = AllFlags();
  CHECK(std::ranges::adjacent_find(flags, {}, &FlagHelp::name) == flags.end());
  for (const FlagHelp& flag : flags) {
    CAPTURE(flag.name);
    CHECK(flag.help != "");
    CHECK(flag.name.find("helpfull") == std::string::npos);
    CHECK(flag.name != "fromenv");
  }
}

TEST_CASE("the defaults that help shows are the defaults that hold") {
  std::vector<std::string> words = {"program", "--region=ap-southeast-1", "--project_id=p", "--token_file=token"};
  const auto read = [&] {
    std::vector<const char*> line;
    for (const std::string& word : words) line.push_back(word.c_str());
    const char* const environment = nullptr;
    return std::get<Options>(ReadOptions(static_cast<int>(line.size()), line.data(), &environment, SomeFiles()));
  };
  const Options without = read();
  for (const FlagHelp& flag : AllFlags()) {
    if (!flag.default_value.empty()) words.push_back("--" + flag.name + "=" + flag.default_value);
  }
  CHECK(words.size() > 25);
  CHECK(read() == without);
}

}  // namespace
}  // namespace workspace_exporter
