#include "http/error_answer.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/ascii_text.h"
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

/// Code and message in one of the shapes; false where there is `whole`, but only one of the two, or neither.
bool ReadShape(const json& object, bool whole, ErrorAnswer& answer) {
  for (const auto& [code, message] : {std::pair("error_code", "error_msg"), std::pair("errorCode", "errorMsg"),
                                      std::pair("code", "message"), std::pair("errorCode", "errorMessage")}) {
    answer.code = TextOf(object, code);
    answer.message = TextOf(object, message);
    if (whole ? !answer.code.empty() && !answer.message.empty() : !answer.code.empty() || !answer.message.empty()) {
      return true;
    }
  }
  return false;
}

/// Keystone and others put the shape into an object within the body, or within another there.
bool FindShape(const json& value, bool whole, int levels, ErrorAnswer& answer) {
  if (value.is_object() && ReadShape(value, whole, answer)) return true;
  if (levels == 0 || !value.is_structured()) return false;
  return std::ranges::any_of(value, [&](const json& within) { return FindShape(within, whole, levels - 1, answer); });
}

/// The first text of that name, also in an object within.
std::string FindText(const json& value, const char* key, int levels) {
  std::string text = value.is_object() ? TextOf(value, key) : "";
  if (levels == 0 || !value.is_structured()) return text;
  for (auto within = value.begin(); text.empty() && within != value.end(); ++within) {
    text = FindText(*within, key, levels - 1);
  }
  return text;
}

void ReadBody(const std::string& body, ErrorAnswer& answer) {
  constexpr int kLevels = 3;
  const json parsed = json::parse(RepairUtf8(body), nullptr, /*allow_exceptions=*/false);
  if (!parsed.is_object()) return;
  for (const char* key : {"request_id", "requestId"}) {
    if (answer.request_id.empty()) answer.request_id = FindText(parsed, key, kLevels);
  }
  answer.encoded_authorization_message = FindText(parsed, "encoded_authorization_message", kLevels);
  // A whole one further within goes before a bare code.
  if (!FindShape(parsed, /*whole=*/true, kLevels, answer)) FindShape(parsed, /*whole=*/false, kLevels, answer);
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
  return {.code = Printable(answer.code),
          .message = Printable(answer.message),
          .request_id = Printable(answer.request_id),
          .encoded_authorization_message = Printable(answer.encoded_authorization_message)};
}

Error ErrorFromAnswer(const HttpResponse& response, WallTime now) {
  const ErrorAnswer answer = ParseErrorAnswer(response);
  Error error{KindOf(response.status), fmt::format("status {}", response.status)};
  if (!answer.code.empty()) error.message += ", " + answer.code;
  if (!answer.message.empty()) error.message += ": " + answer.message;
  if (!answer.request_id.empty()) error.message += fmt::format(" (request {})", answer.request_id);
  if (!answer.encoded_authorization_message.empty()) {
    error.message += fmt::format("; encoded_authorization_message: {}", answer.encoded_authorization_message);
  }
  if (error.kind == ErrorKind::kThrottled) {
    const std::optional<Quota> quota = QuotaFromMessage(answer.message);
    error.retry_after = ReadRetryAfter(FindHeader(response.headers, "Retry-After"), now)
                            .value_or(quota ? quota->window : std::chrono::minutes(1));
  }
  return error;
}

std::optional<Quota> QuotaFromMessage(std::string_view message) {
  const std::string text = LowerCase(message);
  const auto after = [&text](std::string_view word) {
    const std::size_t at = text.find(word);
    return at == std::string::npos ? std::string_view() : Trimmed(std::string_view(text).substr(at + word.size()));
  };
  std::string_view limit = after("limit:");
  std::string_view time = after("time:");
  const auto requests = ReadNumber(limit);
  const auto count = ReadNumber(time);
  if (!requests || !count || *requests == 0 || *count == 0 || *requests > 1'000'000 || *count > 100'000) {
    return std::nullopt;
  }
  time = Trimmed(time);
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
