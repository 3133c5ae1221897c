#include "http/response_head.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>

#include "base/ascii_text.h"
#include "http/answer_lines.h"

namespace workspace_exporter {
namespace {

Error MalformedResponse(std::string message) { return Error{ErrorKind::kMalformed, std::move(message)}; }

std::size_t Count(const HttpHeaders& headers, std::string_view name) {
  return static_cast<std::size_t>(
      std::ranges::count_if(headers, [name](const auto& header) { return EqualsWithoutCase(header.first, name); }));
}

}  // namespace

Result<Done> CheckHead(const HttpHeaders& headers, std::size_t max_body) {
  // A token would carry it into our own requests.
  const auto breaks_line = [](const auto& header) {
    constexpr std::string_view kBreaks("\r\n\0", 3);
    return header.first.find_first_of(kBreaks) != std::string::npos ||
           header.second.find_first_of(kBreaks) != std::string::npos;
  };
  if (std::ranges::any_of(headers, breaks_line))
    return MalformedResponse("a header of the answer is not one line of text");
  const std::string_view coding = FindHeader(headers, "Content-Encoding");
  if (!coding.empty() && !EqualsWithoutCase(coding, "identity"))
    return MalformedResponse("the answer is encoded, which was not asked for");

  const std::size_t transfers = Count(headers, "Transfer-Encoding");
  const std::size_t lengths = Count(headers, "Content-Length");
  if (transfers > 0 &&
      (transfers > 1 || lengths > 0 || !EqualsWithoutCase(FindHeader(headers, "Transfer-Encoding"), "chunked"))) {
    return MalformedResponse("the answer's Transfer-Encoding is not chunked alone");
  }
  if (lengths > 1) return MalformedResponse("the answer has several Content-Lengths");
  if (lengths == 1) {
    const std::string_view digits = FindHeader(headers, "Content-Length");
    std::uint64_t length = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    if (failed != std::errc() || end != digits.data() + digits.size()) {
      return MalformedResponse("the answer's Content-Length is no number");
    }
    if (length > max_body) return MalformedResponse(fmt::format("the answer's body is larger than {} bytes", max_body));
  }
  return Done();
}

bool IsChunked(const HttpHeaders& headers) { return Count(headers, "Transfer-Encoding") > 0; }

bool KeepsConnection(const HttpHeaders& headers) {
  return std::ranges::none_of(headers, [](const auto& header) {
    if (!EqualsWithoutCase(header.first, "Connection")) return false;
    for (std::string_view rest = header.second; !rest.empty();) {  // a list (RFC 9110, section 7.6.1)
      const std::size_t end = std::min(rest.find(','), rest.size());
      if (EqualsWithoutCase(Trimmed(rest.substr(0, end), kBlanks), "close")) return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
  });
}

}  // namespace workspace_exporter
