#pragma once

#include <optional>
#include <string_view>

#include <simdjson.h>

namespace workspace_exporter {

/// A value that is neither an object nor an array.
struct JsonScalar {
  std::string_view token;  ///< as written
  std::string_view text;   ///< the content of a string; else as written
};

/// Reads names and values of one document of simdjson's on-demand parser.
///
/// That checks the UTF-8 of a document, where its strings end, and otherwise only what is read. So that a body is JSON
/// or refused, whatever it holds, all of a value is read here, that of a field which is not used as well.
class JsonReader final {
 public:
  explicit JsonReader(std::string_view json) : json_(json), has_escapes_(json.find('\\') != std::string_view::npos) {}

  /// The document from a place in it on.
  std::string_view From(const char* place) const {
    return json_.substr(static_cast<std::size_t>(place - json_.data()));
  }
  /// Nothing where it is no JSON.
  std::optional<std::string_view> Name(simdjson::ondemand::field& field) const;
  /// Nothing where it is no JSON. Only for a value that is no container; once for each value.
  std::optional<JsonScalar> Scalar(simdjson::ondemand::value& value) const;
  /// False where it is no JSON.
  bool Skip(simdjson::ondemand::value& value) const;

 private:
  bool HasEscapes(std::string_view text) const { return has_escapes_ && text.find('\\') != std::string_view::npos; }

  const std::string_view json_;
  const bool has_escapes_;  ///< anywhere: a page has none as a rule, and then no string is searched for them
};

bool IsContainer(simdjson::ondemand::value& value);

/// What a value is, for a message: "an object", "a negative number".
std::string_view Describe(std::string_view token);
std::string_view Describe(simdjson::ondemand::value& value);

}  // namespace workspace_exporter
