#include "workspace/page_decoder.h"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "workspace/json_reader.h"

namespace workspace_exporter {
namespace {

using simdjson::ondemand::array;
using simdjson::ondemand::field;
using simdjson::ondemand::object;
using simdjson::ondemand::value;

/// More sessions than any account has: a list of so many pages could not be read, and should not be planned.
constexpr std::uint64_t kMaxCount = 1'000'000;

}  // namespace

bool PageDecoder::Read() {
  object page;
  if (document_.get_object().get(page) != simdjson::SUCCESS || !ReadFields(page)) return false;
  if (document_.current_location().error() != simdjson::OUT_OF_BOUNDS) return false;  // something follows
  if (!count_) return Fail("has no count");
  if (*count_ > 0 && !has_items_) return Fail("has a count but no items");
  return true;
}

bool PageDecoder::ReadFields(object page) {
  for (auto result : page) {
    field field;
    if (std::move(result).get(field) != simdjson::SUCCESS) return false;
    const std::optional<std::string_view> name = json_.Name(field);
    if (!name || !ReadField(*name, field.value())) return false;
  }
  return true;
}

bool PageDecoder::ReadField(std::string_view name, value& value) {
  if (name == "count") return ReadCount(value);
  if (name == "items") return ReadItems(value);
  return json_.Skip(value);
}

bool PageDecoder::ReadCount(value& value) {
  if (IsContainer(value)) return Fail(fmt::format("has {} for count", Describe(value)));
  const std::optional<JsonScalar> scalar = json_.Scalar(value);
  if (!scalar) return false;
  const std::string_view what = Describe(scalar->token);
  if (what != "a number") return Fail(fmt::format("has {} for count", what));
  std::uint64_t count = 0;
  const char* const end = scalar->token.data() + scalar->token.size();
  if (std::from_chars(scalar->token.data(), end, count).ec != std::errc()) {
    return Fail("has a count of more than 64 bits");
  }
  if (count > kMaxCount) return Fail(fmt::format("has a count of {}, more than {}", count, kMaxCount));
  count_ = count;
  return true;
}

bool PageDecoder::ReadItems(value& value) {
  array items;
  if (value.get_array().get(items) != simdjson::SUCCESS) {
    const std::string_view what = Describe(value);
    if (!json_.Skip(value)) return false;
    return what == "null" || Fail(fmt::format("has {} for items", what));
  }
  has_items_ = true;
  rows_.Clear();  // of an earlier field of that name
  for (auto result : items) {
    simdjson::ondemand::value row;
    if (result.get(row) != simdjson::SUCCESS || !ReadRow(row)) return false;
  }
  return true;
}

bool PageDecoder::ReadRow(value& value) {
  if (rows_.Count() == most_rows_)
    return Fail(fmt::format("has more rows than the {} that were asked for", most_rows_));
  object row;
  if (value.get_object().get(row) != simdjson::SUCCESS) {
    const std::string_view what = Describe(value);
    return json_.Skip(value) && Fail(fmt::format("has {} for row {}", what, rows_.Count() + 1));
  }
  rows_.Begin();
  std::size_t place = 0;
  for (auto result : row) {
    field field;
    if (std::move(result).get(field) != simdjson::SUCCESS || !ReadRowName(field, place++)) return false;
    if (!(rows_.FieldIsUsed() ? ReadRowField(field.value()) : json_.Skip(field.value()))) return false;
  }
  const char* const fault = rows_.End();
  return fault == nullptr || Fail(fmt::format("has a row {} {}", rows_.Count() + 1, fault));
}

bool PageDecoder::ReadRowName(field& field, std::size_t place) {
  const std::string_view rest = json_.From(field.key().raw());
  if (place < names_.size() && !names_[place].quoted.empty() && rest.starts_with(names_[place].quoted)) {
    rows_.Field(names_[place].rule);
    return true;
  }
  const std::optional<std::string_view> name = json_.Name(field);
  if (!name) return false;
  const RowBuilder::FieldRule* const rule = RowBuilder::FindRule(*name);
  rows_.Field(rule);
  if (place < names_.size() && name->data() == rest.data()) names_[place] = {rest.substr(0, name->size() + 1), rule};
  return true;
}

bool PageDecoder::ReadRowField(value& value) {
  const auto fail = [this](std::string_view what) {
    return Fail(fmt::format("has a row {} whose {} {}", rows_.Count() + 1, rows_.FieldName(), what));
  };
  if (IsContainer(value)) return fail(fmt::format("holds {}", Describe(value)));
  const std::optional<JsonScalar> scalar = json_.Scalar(value);
  if (!scalar) return false;
  return scalar->token == "null" || rows_.Value(scalar->text) || fail("is no time");
}

bool PageDecoder::Fail(std::string fault) {
  fault_ = std::move(fault);
  return false;
}

}  // namespace workspace_exporter
