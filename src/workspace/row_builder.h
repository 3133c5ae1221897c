#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "workspace/session.h"

namespace workspace_exporter {

/// Puts the rows of one page together from the fields as they come, in any order. For SessionPageParser. What it holds
/// is used again by the next page, so that a row costs no memory of its own.
class RowBuilder final {
 public:
  struct FieldRule;  ///< what is done with a field of a row

  /// Null for a field that is not used.
  static const FieldRule* FindRule(std::string_view name);

  /// `hash_key`: see SessionPageParser.
  explicit RowBuilder(std::uint64_t hash_key) : hash_key_(hash_key) {}

  void Clear();
  void Begin();
  /// Of the field that comes next; null for one that is not used.
  void Field(const FieldRule* rule) { field_ = rule; }
  bool FieldIsUsed() const { return field_ != nullptr; }
  std::string_view FieldName() const;
  /// False where the field is a time and the text is none. Only for a field that is used.
  bool Value(std::string_view text);
  /// Closes the row; what is wrong with it, or null.
  const char* End();

  std::size_t Count() const { return rows_.size(); }
  SessionPage Page(std::uint64_t count) const;

 private:
  /// Where a label's text is: views can only be made once no more text comes.
  struct Span {
    std::size_t at = 0;
    std::size_t size = 0;
  };
  struct Row {
    SessionRow row = {};
    std::array<Span, kSessionLabelCount> labels = {};
    SessionKey id = {};
    SessionKey stamp = {};
    std::uint64_t machine_sid = 0;
    std::uint64_t machine_name = 0;
  };

  Span Keep(std::string_view text);
  Span KeepUpperCase(std::string_view text);
  std::uint64_t HashName(std::string_view text) const;

  const std::uint64_t hash_key_;
  std::vector<Row> rows_;  ///< those that are whole
  std::vector<char> text_;
  Row row_;
  const FieldRule* field_ = nullptr;
};

}  // namespace workspace_exporter
