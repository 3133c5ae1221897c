#include "workspace/json_reader.h"

#include <utility>

#include "workspace/json_fault.h"

namespace workspace_exporter {
namespace {

using simdjson::ondemand::field;
using simdjson::ondemand::value;

/// simdjson's tokens reach up to the next one.
std::string_view Token(value& value) {
  std::string_view token = value.raw_json_token();
  const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  while (!token.empty() && is_space(token.back())) token.remove_suffix(1);
  return token;
}

template <typename Container>
bool SkipContainer(simdjson::simdjson_result<Container> result) {
  Container container;
  std::string_view json;
  return std::move(result).get(container) == simdjson::SUCCESS && container.raw_json().get(json) == simdjson::SUCCESS &&
         !FindJsonFault(json);
}

}  // namespace

std::optional<std::string_view> JsonReader::Name(field& field) const {
  const std::string_view rest = From(field.key().raw());
  const std::string_view name = rest.substr(0, rest.find('"'));
  if (!HasEscapes(name)) return name;
  std::string_view unescaped;
  if (field.unescaped_key().get(unescaped) != simdjson::SUCCESS) return std::nullopt;
  return unescaped;
}

std::optional<JsonScalar> JsonReader::Scalar(value& value) const {
  const std::string_view token = Token(value);
  if (token.front() != '"') {
    if (FindJsonFault(token)) return std::nullopt;
    return JsonScalar{token, token};
  }
  if (HasEscapes(token)) {
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS) return std::nullopt;
    return JsonScalar{token, text};
  }
  simdjson::ondemand::raw_json_string raw;  // its text is known, but has to be taken before what follows
  if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS) return std::nullopt;
  return JsonScalar{token, token.substr(1, token.size() - 2)};
}

bool JsonReader::Skip(value& value) const {
  switch (value.raw_json_token().front()) {
    case '{': return SkipContainer(value.get_object());
    case '[': return SkipContainer(value.get_array());
    default: return Scalar(value).has_value();
  }
}

bool IsContainer(value& value) {
  const char first = value.raw_json_token().front();
  return first == '{' || first == '[';
}

std::string_view Describe(std::string_view token) {
  switch (token.front()) {
    case '{': return "an object";
    case '[': return "an array";
    case '"': return "a string";
    case 't':
    case 'f': return "a boolean";
    case 'n': return "null";
    default: break;
  }
  if (token.find_first_of(".eE") != std::string_view::npos) return "a fraction";
  return token.front() == '-' ? "a negative number" : "a number";
}

std::string_view Describe(value& value) { return Describe(value.raw_json_token()); }

}  // namespace workspace_exporter
