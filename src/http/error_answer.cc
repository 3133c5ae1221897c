#include "http/error_answer.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "http/http_date.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestBody = 65536;
constexpr std::size_t kLongestText = 200;
constexpr Milliseconds kLongestWait = std::chrono::hours(24);

/// For a log line: one line, short, valid.
std::string Printable(std::string_view text) {
  const std::string repaired = RepairUtf8(text.substr(0, 4 * kLongestText));
  std::string printable(CutAtCharacter(repaired, kLongestText));
  std::ranges::replace_if(printable, IsControlCharacter, ' ');
  return printable;
}

std::string TextOf(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  if (found->is_string()) return found->get<std::string>();
  return found->is_number_integer() ? found->dump() : std::string();
}

/// One of the shapes: {error_code, error_msg}, {code, message} or {errorCode, errorMessage}; false if it is none.
bool ReadShape(const json& object, ErrorAnswer& answer) {
  for (const auto& [code, message] :
       {std::pair("error_code", "error_msg"), std::pair("code", "message"), std::pair("errorCode", "errorMessage")}) {
    answer.code = TextOf(object, code);
    answer.message = TextOf(object, message);
    if (!answer.code.empty() || !answer.message.empty()) return true;
  }
  return false;
}

/// Keystone and some others put the shape into a nested object.
void ReadBody(const std::string& body, ErrorAnswer& answer) {
  const json parsed = json::parse(RepairUtf8(body), nullptr, /*allow_exceptions=*/false);
  if (!parsed.is_object()) return;
  answer.request_id = TextOf(parsed, "request_id");
  if (ReadShape(parsed, answer)) return;
  for (const json& nested : parsed) {
    if (nested.is_object() && ReadShape(nested, answer)) return;
  }
}

std::optional<std::uint64_t> ReadNumber(std::string_view& text) {
  std::uint64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

/// Retry-After of RFC 9110: seconds, or a date.
std::optional<Milliseconds> ReadRetryAfter(std::string_view value, WallTime now) {
  if (std::string_view rest = value; const auto seconds = ReadNumber(rest)) {
    if (rest.empty()) {
      constexpr std::uint64_t kLongest = kLongestWait / std::chrono::seconds(1);
      return std::chrono::seconds(std::min(*seconds, kLongest));
    }
    return std::nullopt;
  }
  const std::optional<WallTime> until = ParseHttpDate(value);
  if (!until) return std::nullopt;
  return std::clamp<Milliseconds>(*until - now, Milliseconds(0), kLongestWait);
}

ErrorKind KindOf(int status) {
  if (status == 401 || status == 403) return ErrorKind::kAuth;
  if (status == 429) return ErrorKind::kThrottled;
  if (status == 408 || status >= 500) return ErrorKind::kServer;
  return ErrorKind::kRejected;
}

}  // namespace

ErrorAnswer ParseErrorAnswer(const HttpResponse& response) {
  ErrorAnswer answer;
  if (response.body.size() <= kLongestBody) ReadBody(response.body, answer);
  const std::string_view id = FindHeader(response.headers, "X-Request-Id");
  if (!id.empty()) answer.request_id = id;
  return {Printable(answer.code), Printable(answer.message), Printable(answer.request_id)};
}

Error ErrorFromAnswer(const HttpResponse& response, WallTime now) {
  const ErrorAnswer answer = ParseErrorAnswer(response);
  Error error{KindOf(response.status), fmt::format("status {}", response.status)};
  if (!answer.code.empty()) error.message += ", " + answer.code;
  if (!answer.message.empty()) error.message += ": " + answer.message;
  if (!answer.request_id.empty()) error.message += fmt::format(" (request {})", answer.request_id);
  if (error.kind == ErrorKind::kThrottled) {
    const std::optional<Quota> quota = QuotaFromMessage(answer.message);
    error.retry_after = ReadRetryAfter(FindHeader(response.headers, "Retry-After"), now)
                            .value_or(quota ? quota->window : std::chrono::minutes(1));
  }
  return error;
}

std::optional<Quota> QuotaFromMessage(std::string_view message) {
  const auto after = [message](std::string_view word) {
    const std::size_t at = message.find(word);
    return at == std::string_view::npos ? std::string_view() : message.substr(at + word.size());
  };
  std::string_view limit = after("limit:");
  std::string_view time = after("time:");
  const auto requests = ReadNumber(limit);
  const auto count = ReadNumber(time);
  if (!requests || !count || *requests == 0 || *count == 0 || *requests > 1'000'000 || *count > 100'000) {
    return std::nullopt;
  }
  time.remove_prefix(std::min(time.size(), time.find_first_not_of(' ')));
  using namespace std::chrono_literals;
  for (const auto& [unit, length] : {std::pair("second", Milliseconds(1s)), std::pair("minute", Milliseconds(1min)),
                                     std::pair("hour", Milliseconds(1h)), std::pair("day", Milliseconds(24h))}) {
    if (!time.starts_with(unit)) continue;
    const Milliseconds window = static_cast<std::int64_t>(*count) * length;
    if (window > kLongestWait) return std::nullopt;
    return Quota{.limit = static_cast<int>(*requests), .window = window};
  }
  return std::nullopt;
}

bool IsOfAddress(std::string_view message) { return message.find("policy ip") != std::string_view::npos; }

}  // namespace workspace_exporter
