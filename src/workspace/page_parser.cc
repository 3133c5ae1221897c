#include "workspace/page_parser.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "workspace/json_repair.h"
#include "workspace/row_builder.h"

namespace workspace_exporter {
namespace {

using nlohmann::json;

/// More sessions than any account has: a list of so many pages could not be read, and should not be planned.
constexpr std::uint64_t kMaxCount = 1'000'000;

/// The events of nlohmann's parser, put together to a page. Returning false ends the parse.
class PageHandler final : public nlohmann::json_sax<json> {
 public:
  bool null() override {
    return Scalar([] { return true; }, "null");
  }
  bool boolean(bool value) override { return Text(value ? "true" : "false", "a boolean"); }
  bool number_integer(number_integer_t value) override { return Text(fmt::to_string(value), "a negative number"); }
  bool number_unsigned(number_unsigned_t value) override {
    if (place_ == Place::kPage && field_is_count_) {
      count_ = value;
      return value <= kMaxCount || Fail(fmt::format("has a count of {}, more than {}", value, kMaxCount));
    }
    return Text(fmt::to_string(value), "a number");
  }
  bool number_float(number_float_t, const string_t& text) override { return Text(text, "a fraction"); }
  bool string(string_t& value) override { return Text(value, "a string"); }
  bool binary(binary_t&) override { return Fail("holds binary data"); }

  bool key(string_t& name) override {
    if (place_ == Place::kPage) {
      field_is_count_ = name == "count";
      field_is_items_ = name == "items";
    } else if (place_ == Place::kRow) {
      rows_.Field(name);
    }
    return true;
  }

  bool start_object(std::size_t) override {
    switch (place_) {
      case Place::kOutside: place_ = Place::kPage; return true;
      case Place::kItems:
        place_ = Place::kRow;
        rows_.Begin();
        return true;
      case Place::kPage:
        if (field_is_count_ || field_is_items_) return FailPageField("an object");
        break;
      case Place::kRow:
        if (rows_.FieldIsUsed()) return FailRowField("holds an object");
        break;
      case Place::kSkipped: break;
    }
    return Skip();
  }
  bool end_object() override {
    switch (place_) {
      case Place::kSkipped: return EndSkip();
      case Place::kRow:
        place_ = Place::kItems;
        if (const char* const fault = rows_.End())
          return Fail(fmt::format("has a row {} {}", rows_.Count() + 1, fault));
        return true;
      default: place_ = Place::kOutside; return true;
    }
  }

  bool start_array(std::size_t) override {
    switch (place_) {
      case Place::kOutside: return Fail("is not an object but an array");
      case Place::kItems: return FailItem("an array");
      case Place::kPage:
        if (field_is_count_) return FailPageField("an array");
        if (!field_is_items_) return Skip();
        place_ = Place::kItems;
        items_seen_ = true;
        return true;
      case Place::kRow:
        if (rows_.FieldIsUsed()) return FailRowField("holds an array");
        return Skip();
      case Place::kSkipped: return Skip();
    }
    return false;
  }
  bool end_array() override {
    if (place_ == Place::kSkipped) return EndSkip();
    place_ = Place::kPage;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const json::exception&) override {
    return Fail(fmt::format("is not JSON, or is cut off, at byte {}", position));
  }

  Result<SessionPage> Finish() && {
    if (!fault_.empty()) return Error{ErrorKind::kMalformed, "the body " + fault_};
    if (!count_) return Error{ErrorKind::kMalformed, "the body has no count"};
    SessionPage page = std::move(rows_).Finish();
    page.count = *count_;
    if (page.rows.empty() && page.count > 0 && !items_seen_) {
      return Error{ErrorKind::kMalformed, "the body has a count but no items"};
    }
    return page;
  }

 private:
  enum class Place : std::uint8_t { kOutside, kPage, kItems, kRow, kSkipped };

  /// A null, or what Text has: anything that does not open an object or an array.
  template <typename Use>
  bool Scalar(Use use, std::string_view what) {
    switch (place_) {
      case Place::kOutside: return Fail(fmt::format("is not an object but {}", what));
      case Place::kItems: return FailItem(what);
      case Place::kPage:
        if (field_is_count_ || (field_is_items_ && what != "null")) return FailPageField(what);
        return true;
      case Place::kRow: return use();
      case Place::kSkipped: return true;
    }
    return false;
  }
  bool Text(std::string_view text, std::string_view what) {
    return Scalar([&] { return rows_.Value(text) || FailRowField("is no time"); }, what);
  }

  bool Skip() {
    if (place_ != Place::kSkipped) place_before_skip_ = place_;
    place_ = Place::kSkipped;
    ++skip_depth_;
    return true;
  }
  bool EndSkip() {
    if (--skip_depth_ == 0) place_ = place_before_skip_;
    return true;
  }

  bool Fail(std::string fault) {
    if (fault_.empty()) fault_ = std::move(fault);
    return false;
  }
  bool FailPageField(std::string_view what) {
    return Fail(fmt::format("has {} for {}", what, field_is_count_ ? "count" : "items"));
  }
  bool FailItem(std::string_view what) { return Fail(fmt::format("has {} for row {}", what, rows_.Count() + 1)); }
  bool FailRowField(std::string_view what) {
    return Fail(fmt::format("has a row {} whose {} {}", rows_.Count() + 1, rows_.FieldName(), what));
  }

  RowBuilder rows_;
  Place place_ = Place::kOutside;
  Place place_before_skip_ = Place::kOutside;
  std::size_t skip_depth_ = 0;
  bool field_is_count_ = false;
  bool field_is_items_ = false;
  bool items_seen_ = false;
  std::optional<std::uint64_t> count_;
  std::string fault_;
};

}  // namespace

Result<SessionPage> ParseSessionPage(std::string body) {
  const std::string text = RepairJsonStrings(std::move(body));
  PageHandler handler;
  json::sax_parse(text, &handler);
  return std::move(handler).Finish();
}

}  // namespace workspace_exporter
