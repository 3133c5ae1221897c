#include "http/request_text.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

constexpr std::string_view kEnd = "\r\n";
constexpr std::string_view kColon = ": ";
constexpr std::string_view kVersion = " HTTP/1.1\r\n";

bool IsTarget(std::string_view target) {
  return target.starts_with('/') &&
         std::ranges::all_of(target, [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; });
}

bool IsOneLine(const std::pair<std::string, std::string>& header) {
  constexpr std::string_view kBreaksLine("\r\n\0", 3);
  return header.first.find_first_of(kBreaksLine) == std::string::npos &&
         header.second.find_first_of(kBreaksLine) == std::string::npos;
}

/// A method that usually has a body tells that there is none (RFC 9110, section 8.6).
std::string LengthLine(const HttpRequest& request) {
  if (request.body.empty() && request.method != "POST" && request.method != "PUT") return {};
  return fmt::format("Content-Length: {}\r\n", request.body.size());
}

}  // namespace

Result<Secret> RequestText(const HttpRequest& request) {
  if (!IsTarget(request.target)) return Error{ErrorKind::kRejected, "the request's target is not percent-encoded"};
  if (!std::ranges::all_of(request.headers, IsOneLine)) {
    return Error{ErrorKind::kRejected, "a header of the request is not one line of text"};
  }
  const std::string length = LengthLine(request);
  std::size_t size = request.method.size() + 1 + request.target.size() + kVersion.size() + length.size() + kEnd.size() +
                     request.body.size();
  for (const auto& [name, value] : request.headers) size += name.size() + kColon.size() + value.size() + kEnd.size();

  std::string text;
  text.reserve(size);  // so that it leaves no copies of a token when it grows
  text.append(request.method).append(" ").append(request.target).append(kVersion);
  for (const auto& [name, value] : request.headers) text.append(name).append(kColon).append(value).append(kEnd);
  text.append(length).append(kEnd).append(request.body);
  return Secret(std::move(text));
}

}  // namespace workspace_exporter
