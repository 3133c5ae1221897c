#include "simulator/simulator_http.h"

#include <algorithm>
#include <charconv>

namespace workspace_exporter::simulator {
namespace {

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// The part up to the separator, taken off the text together with it.
std::string_view Take(std::string_view& text, std::string_view separator) {
  const std::size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + separator.size());
  return part;
}

void ParseParameters(Request& request) {
  std::string_view rest = request.query;
  while (!rest.empty()) {
    std::string_view value = Take(rest, "&");
    const std::string_view name = Take(value, "=");
    if (!name.empty()) request.parameters.emplace_back(PercentDecode(name, true), PercentDecode(value, true));
  }
}

bool ParseRequestLine(std::string_view line, Request& request) {
  request.method = Take(line, " ");
  std::string_view target = Take(line, " ");
  if (request.method.empty() || target.empty() || target.front() != '/' || !line.starts_with("HTTP/1.")) return false;
  request.keep_alive = line != "HTTP/1.0";
  request.path = Take(target, "?");
  request.query = target;
  ParseParameters(request);
  return true;
}

}  // namespace

const std::string* Find(const Fields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Fields::value_type::first);
  return found == fields.end() ? nullptr : &found->second;
}

bool ParseHead(std::string_view head, Request& request) {
  if (!ParseRequestLine(Take(head, "\r\n"), request)) return false;
  while (true) {
    std::string_view line = Take(head, "\r\n");
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    request.headers.emplace_back(LowerCase(line.substr(0, colon)), Trim(line.substr(colon + 1)));
  }
  if (const std::string* connection = Find(request.headers, "connection")) {
    if (LowerCase(*connection) == "close") request.keep_alive = false;
  }
  return true;
}

std::string PercentDecode(std::string_view text, bool plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned value = 0;
    const char* digits = text.data() + at + 1;
    if (text[at] == '%' && at + 2 < text.size() && std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
      decoded.push_back(static_cast<char>(value));
      at += 2;
    } else {
      decoded.push_back(plus && text[at] == '+' ? ' ' : text[at]);
    }
  }
  return decoded;
}

std::string_view ReasonPhrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 302: return "Found";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 429: return "Too Many Requests";
    case 500: return "Internal Server Error";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    default: return "Other";
  }
}

}  // namespace workspace_exporter::simulator
