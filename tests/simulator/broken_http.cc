#include "simulator/broken_http.h"

#include <fmt/format.h>

namespace workspace_exporter::simulator {
namespace {

constexpr std::size_t kHugeLine = 100'000;
constexpr int kManyLines = 1000;
constexpr int kInterimAnswers = 100;

std::string Times(int count, std::string_view text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

}  // namespace

std::string BrokenHead(std::string_view form, std::string_view head) {
  const std::size_t first_line = head.find("\r\n") + 2;
  const auto with_lines = [&](std::string_view lines) {
    return fmt::format("{}{}{}", head.substr(0, first_line), lines, head.substr(first_line));
  };
  if (form == "not_http") return "220 mail.example.com ESMTP\r\n\r\n";
  if (form == "no_status") return fmt::format("HTTP/1.1 OK\r\n{}", head.substr(first_line));
  if (form == "huge") return with_lines("X-Filler: " + std::string(kHugeLine, 'x') + "\r\n");
  if (form == "many") return with_lines(Times(kManyLines, "X-Filler: x\r\n"));
  return Times(kInterimAnswers, "HTTP/1.1 100 Continue\r\n\r\n") + std::string(head);
}

std::string BrokenChunks(std::string_view form, std::string_view body) {
  if (form == "no_size") return fmt::format("size\r\n{}\r\n0\r\n\r\n", body);
  if (form == "huge") return fmt::format("ffffffffffffffff\r\n{}", body);
  if (form == "cut") return fmt::format("{:x}\r\n{}", body.size() + 1000, body);
  if (form == "no_end") return fmt::format("{:x}\r\n{}\r\n", body.size(), body);
  return fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", body.size() / 2, body);
}

}  // namespace workspace_exporter::simulator
