#include "landing/page_query.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/percent_encoding.h"

namespace workspace_exporter {
namespace {

constexpr std::size_t kLastPage = 10'000;

std::optional<GroupColumn> ParseColumn(std::string_view name) {
  for (std::size_t i = 0; i < kGroupColumnCount; ++i) {
    const auto column = static_cast<GroupColumn>(i);
    if (Name(column) == name) return column;
  }
  return std::nullopt;
}

/// `Active`, or `-Active` where the greatest comes first.
GroupOrder ReadOrder(std::string_view text) {
  const bool descending = text.starts_with('-');
  const std::optional<GroupColumn> column = ParseColumn(text.substr(descending ? 1 : 0));
  return column ? GroupOrder{.by = *column, .descending = descending} : GroupOrder{};
}

std::size_t ReadPageNumber(std::string_view text) {
  std::size_t page = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), page);
  const bool is_one = fault == std::errc() && end == text.data() + text.size() && page >= 1 && page <= kLastPage;
  return is_one ? page : 1;
}

}  // namespace

PageQuery ReadPageQuery(const std::vector<std::pair<std::string, std::string>>& parameters) {
  PageQuery query;
  for (const auto& [name, value] : parameters) {
    if (name == "project") query.project = value;
    if (name == "sort") query.order = ReadOrder(value);
    if (name == "page") query.page = ReadPageNumber(value);
  }
  return query;
}

std::string LinkTo(const PageQuery& query) {
  std::string link = "/";
  const auto add = [&link](std::string_view name, std::string_view value) {
    link += fmt::format("{}{}={}", link.ends_with('/') ? "?" : "&amp;", name, PercentEncode(value));
  };
  if (!query.project.empty()) add("project", query.project);
  if (query.order != GroupOrder{}) {
    add("sort", fmt::format("{}{}", query.order.descending ? "-" : "", Name(query.order.by)));
  }
  if (query.page != 1) add("page", std::to_string(query.page));
  return link;
}

std::string_view Name(GroupColumn column) {
  switch (column) {
    case GroupColumn::kName: return "name";
    case GroupColumn::kUsers: return "Users";
    case GroupColumn::kServers: return "Servers";
    default: return Name(StateOf(column));
  }
}

}  // namespace workspace_exporter
