#include "http/answer_lines.h"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "base/ascii_text.h"

namespace workspace_exporter {
namespace {

constexpr int kSwitchingProtocols = 101;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<StatusLine> ReadStatusLine(std::string_view line) {
  constexpr std::string_view kVersion = "HTTP/1.";
  constexpr std::size_t kDigits = 3;
  if (!line.starts_with(kVersion)) return std::nullopt;
  line.remove_prefix(kVersion.size());
  if (line.size() < 2 + kDigits || !IsDigit(line[0]) || line[1] != ' ') return std::nullopt;
  StatusLine read = {.is_http11 = line[0] == '1'};
  line.remove_prefix(2);
  if (line.size() > kDigits && line[kDigits] != ' ') return std::nullopt;
  if (!std::all_of(line.begin(), line.begin() + kDigits, IsDigit)) return std::nullopt;
  std::from_chars(line.data(), line.data() + kDigits, read.status);
  if (read.status < 100 || read.status > 599) return std::nullopt;
  return read;
}

bool IsInterim(int status) { return status < 200 && status != kSwitchingProtocols; }

std::optional<std::pair<std::string_view, std::string_view>> ReadField(std::string_view line) {
  const std::string_view name = line.substr(0, line.find(':'));
  if (name.empty() || name.size() == line.size()) return std::nullopt;
  if (!std::ranges::all_of(name, [](char c) { return c > ' ' && c < '\x7f'; })) return std::nullopt;
  return std::pair(name, Trimmed(line.substr(name.size() + 1), kBlanks));
}

std::optional<std::uint64_t> ReadChunkSize(std::string_view line) {
  constexpr int kHex = 16;
  const std::string_view digits = Trimmed(line.substr(0, line.find(';')), kBlanks);
  std::uint64_t size = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), size, kHex);
  if (failed != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return size;
}

}  // namespace workspace_exporter
