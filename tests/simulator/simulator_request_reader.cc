#include "simulator/simulator_request_reader.h"

#include <array>
#include <charconv>

namespace workspace_exporter::simulator {
namespace {

constexpr std::size_t kHeadAtMost = 65'536;
constexpr std::size_t kBodyAtMost = 67'108'864;

/// 0 without a body; nothing where it cannot be told.
std::optional<std::size_t> BodySize(const Request& request) {
  if (Find(request.headers, "transfer-encoding") != nullptr) return std::nullopt;
  const std::string* length = Find(request.headers, "content-length");
  if (length == nullptr) return 0;
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(length->data(), length->data() + length->size(), size);
  if (error != std::errc() || end != length->data() + length->size() || size > kBodyAtMost) return std::nullopt;
  return size;
}

}  // namespace

std::optional<Request> RequestReader::Next() {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (buffer_.size() > kHeadAtMost) return Refuse();
    if (!ReadMore()) return std::nullopt;
  }
  Request request;
  if (!ParseHead(std::string_view(buffer_).substr(0, end + 4), request)) return Refuse();
  buffer_.erase(0, end + 4);
  const std::optional<std::size_t> size = BodySize(request);
  if (!size) return Refuse();
  const std::string* expect = Find(request.headers, "expect");
  if (expect != nullptr && *size > 0 && !channel_.Write("HTTP/1.1 100 Continue\r\n\r\n")) return std::nullopt;
  while (buffer_.size() < *size) {
    if (!ReadMore()) return std::nullopt;
  }
  request.body = buffer_.substr(0, *size);
  buffer_.erase(0, *size);
  return request;
}

bool RequestReader::ReadMore() {
  std::array<char, 16384> chunk;  // NOLINT: filled by the read
  const long size = channel_.Read(chunk.data(), chunk.size());
  if (size <= 0) return false;
  buffer_.append(chunk.data(), static_cast<std::size_t>(size));
  return true;
}

std::optional<Request> RequestReader::Refuse() {
  channel_.Write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  return std::nullopt;
}

}  // namespace workspace_exporter::simulator
