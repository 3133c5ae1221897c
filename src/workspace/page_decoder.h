#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

#include "workspace/json_reader.h"
#include "workspace/row_builder.h"

namespace workspace_exporter {

/// Reads the document of one page into rows. For SessionPageParser.
class PageDecoder final {
 public:
  /// `json`: what `document` was made from, without what goes before it. A page of more rows than `most_rows` is none.
  PageDecoder(simdjson::ondemand::document& document, std::string_view json, std::size_t most_rows, RowBuilder& rows)
      : document_(document), json_(json), most_rows_(most_rows), rows_(rows) {}

  /// False where it is no page: `fault` says why, and is empty where it is no JSON.
  bool Read();

  std::uint64_t count() const { return *count_; }
  const std::string& fault() const { return fault_; }

 private:
  using Value = simdjson::ondemand::value;

  /// The rows of a page have their fields in one order, as a rule: the name that stood in that place of the row before
  /// is compared first.
  struct KnownName {
    std::string_view quoted;  ///< as written, up to the quote that ends it
    const RowBuilder::FieldRule* rule = nullptr;
  };

  // Each is false where reading ends.
  bool ReadFields(simdjson::ondemand::object page);
  bool ReadField(std::string_view name, Value& value);
  bool ReadCount(Value& value);
  bool ReadItems(Value& value);
  bool ReadRow(Value& value);
  bool ReadRowName(simdjson::ondemand::field& field, std::size_t place);
  bool ReadRowField(Value& value);

  bool Fail(std::string fault);

  simdjson::ondemand::document& document_;
  const JsonReader json_;
  const std::size_t most_rows_;
  RowBuilder& rows_;
  std::array<KnownName, 40> names_ = {};  ///< by the place in a row; later places are looked up
  std::optional<std::uint64_t> count_;
  bool has_items_ = false;
  std::string fault_;
};

}  // namespace workspace_exporter
