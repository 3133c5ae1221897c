#pragma once

#include <cstdint>
#include <string_view>

#include "workspace/session.h"

namespace workspace_exporter {

/// Puts the rows of one page together from the fields as they come, in any order. For ParseSessionPage.
class RowBuilder {
 public:
  /// No value is longer than its JSON text, so `body_size` bytes hold them all and no view moves.
  explicit RowBuilder(std::size_t body_size);

  void Begin();
  void Field(std::string_view name);
  bool FieldIsUsed() const { return field_ != nullptr; }
  std::string_view FieldName() const;
  /// False where the field is a time and the text is none.
  bool Value(std::string_view text);
  /// Closes the row; what is wrong with it, or null.
  const char* End();

  std::size_t Count() const { return page_.rows.size(); }
  SessionPage Finish() && { return std::move(page_); }

  struct FieldRule;  ///< what is done with a field of a row

 private:
  std::string_view Keep(std::string_view text);

  SessionPage page_;
  SessionRow row_;
  SessionKey id_;
  SessionKey stamp_;
  const FieldRule* field_ = nullptr;
};

}  // namespace workspace_exporter
