#include "simulator/hostile_texts.h"

#include <string>

namespace workspace_exporter::simulator {
namespace {

// String literals are split after \x so that the next letter is not taken for a digit.
const std::string kReplacement = "\xEF\xBF\xBD";

void AddSyntax(std::vector<Text>& texts) {
  texts.push_back({R"("say \"hi\"")", R"(say "hi")"});
  texts.push_back({R"("C:\\temp\\new")", R"(C:\temp\new)"});
  texts.push_back({R"("line\nbreak\r\ttab")", "line\nbreak\r\ttab"});
  texts.push_back({R"("a\/b\u0020c")", "a/b c"});
  texts.push_back({R"("x=1,y={z} # HELP")", "x=1,y={z} # HELP"});
  texts.push_back({R"("")", ""});
  texts.push_back({R"("  padded  ")", "  padded  "});
  texts.push_back({R"("_other")", "_other"});
  texts.push_back({R"("\u0001\u001b[31m\u007f")", "\x01\x1b[31m\x7f"});
  texts.push_back({R"("nul\u0000byte")", std::string("nul\0byte", 8)});
}

void AddUnicode(std::vector<Text>& texts) {
  texts.push_back({"\"研发一组\"", "研发一组"});
  texts.push_back({"\"🚀 launch\"", "🚀 launch"});
  texts.push_back({R"("\ud83d\ude80 escaped")", "🚀 escaped"});
  texts.push_back({"\"caf\xC3\xA9\"", "caf\xC3\xA9"});
  texts.push_back({"\"cafe\xCC\x81\"", "cafe\xCC\x81"});
  // Byte by byte, so that no reader of this file has its lines turned around.
  const std::string right_to_left = {'\xE2', '\x80', '\xAE'};
  const std::string turned = "\xEF\xBB\xBF" + std::string("bom ") + right_to_left + "rtl";
  texts.push_back({"\"" + turned + "\"", turned});
  const std::string tail(60, 'z');
  const std::string long_ascii(127, 'a');
  texts.push_back({"\"" + long_ascii + "界" + tail + "\"", long_ascii + "界" + tail});
  const std::string long_emoji = std::string(125, 'b') + "🚀" + tail;
  texts.push_back({"\"" + long_emoji + "\"", long_emoji});
  std::string cjk;
  for (int count = 0; count < 700; ++count) cjk += "名";
  texts.push_back({"\"" + cjk + "\"", cjk});
}

void AddBrokenEncoding(std::vector<Text>& texts) {
  texts.push_back(
      {"\"bad\xff\xfe"
       "bytes\"",
       "bad" + kReplacement + kReplacement + "bytes"});
  texts.push_back({"\"cut \xe4\xb8\"", "cut " + kReplacement});
  texts.push_back({"\"cut \xf0\x9f\x9a!\"", "cut " + kReplacement + "!"});
  texts.push_back({"\"overlong \xc0\xaf\"", "overlong " + kReplacement + kReplacement});
  texts.push_back({"\"raw \xed\xa0\x80\"", "raw " + kReplacement + kReplacement + kReplacement});
  texts.push_back({R"("lone \ud800 high")", "lone " + kReplacement + " high"});
  texts.push_back({R"("lone \udc00 low")", "lone " + kReplacement + " low"});
  texts.push_back({R"("\ud800\ud83d\ude80")", kReplacement + "🚀"});
  texts.push_back({R"("\ud800\u0041")", kReplacement + "A"});
}

void AddOtherTypes(std::vector<Text>& texts) {
  texts.push_back({"12345", "12345"});
  texts.push_back({"-7", "-7"});
  texts.push_back({"true", "true"});
  texts.push_back({"false", "false"});
  texts.push_back({"null", ""});
  texts.push_back({"", ""});
}

}  // namespace

std::vector<Text> HostileTexts() {
  std::vector<Text> texts;
  AddSyntax(texts);
  AddBrokenEncoding(texts);
  AddOtherTypes(texts);
  AddUnicode(texts);
  return texts;
}

}  // namespace workspace_exporter::simulator
