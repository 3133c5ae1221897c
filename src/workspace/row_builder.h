#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "workspace/session.h"

namespace workspace_exporter {

/// Puts the rows of one page together from the fields as they come, in any order. For ParseSessionPage.
class RowBuilder {
 public:
  void Begin();
  void Field(std::string_view name);
  bool FieldIsUsed() const { return field_ != nullptr; }
  std::string_view FieldName() const;
  /// False where the field is a time and the text is none.
  bool Value(std::string_view text);
  /// Closes the row; what is wrong with it, or null.
  const char* End();

  std::size_t Count() const { return page_.rows.size(); }
  SessionPage Finish() &&;

  struct FieldRule;  ///< what is done with a field of a row

 private:
  /// Where a label's text is: views can only be made once no more text comes.
  struct Span {
    std::size_t at = 0;
    std::size_t size = 0;
  };
  using Labels = std::array<Span, kSessionLabelCount>;

  Span Keep(std::string_view text);

  SessionPage page_;
  std::vector<Labels> labels_of_rows_;
  SessionRow row_;
  Labels labels_ = {};
  SessionKey id_;
  SessionKey stamp_;
  const FieldRule* field_ = nullptr;
};

}  // namespace workspace_exporter
