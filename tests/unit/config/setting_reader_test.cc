#include "config/setting_reader.h"

#include <string>

#include <doctest/doctest.h>

#include "base/utf8.h"

namespace workspace_exporter {
namespace {

TEST_CASE("a fault is one line of text, however long and broken what it repeats is") {
  CHECK(FaultLine({.named = "a", .from = "b"}, "no\nnumber\x7f") == "a: no?number? (from b)");
  std::string longest = "x";
  for (int i = 0; i < 300; ++i) longest += "é";
  const std::string line = FaultLine({.named = "a"}, longest);
  CHECK(IsValidUtf8(line));
  CHECK(line.ends_with("é..."));
  CHECK(line.size() == 3 + 399 + 3);
  CHECK(FaultLine({.named = "a"}, "\xff") == "a: \xEF\xBF\xBD");
}

TEST_CASE("a name that is mistyped, or only begun, is recognised") {
  const std::vector<std::string> names = {"iam_password_file", "page_size", "region", "once"};
  CHECK(NearestName("page_sise", names) == "page_size");
  CHECK(NearestName("regoin", names) == "region");
  CHECK(NearestName("iam_password", names) == "iam_password_file");
  CHECK(NearestName("onc", names) == "once");
  CHECK(DidYouMean("page_siz", names, "--") == "; did you mean --page_size?");
}

TEST_CASE("nothing is suggested for what is near no name") {
  const std::vector<std::string> names = {"page_size", "once"};
  for (const char* written : {"", "x", "no_such_flag", "twice"}) {
    CAPTURE(written);
    CHECK(NearestName(written, names).empty());
    CHECK(DidYouMean(written, names, "--").empty());
  }
  CHECK(NearestName(std::string(100'000, 'x'), names).empty());
}

TEST_CASE("a value from below all settings is one, and a fault of it says where it stands") {
  const Settings given = {{"a", {.value = "", .named = "--a", .from = "the file"}}};
  Faults faults;
  SettingReader settings(given, "--", faults);
  settings.SetBelow("a", "1", "VARIABLE");
  settings.SetBelow("b", "2", "VARIABLE");
  CHECK(settings.Text("a") == "1");
  CHECK(settings.IsSet("b"));
  settings.Fail("a", "wrong");
  settings.Fail("b", "wrong");
  CHECK(faults == Faults{"--a: wrong (from VARIABLE)", "--b: wrong (from VARIABLE)"});
}

}  // namespace
}  // namespace workspace_exporter
