#include "landing/group_table.h"

#include <algorithm>

#include <fmt/format.h>

#include "landing/html_text.h"

namespace workspace_exporter {
namespace {

/// Those from `first` to before `end`.
struct Rows {
  std::size_t first = 0;
  std::size_t end = 0;
};

bool IsShown(const ProjectStatus& status, GroupColumn column) {
  const bool is_of_live = column == GroupColumn::kUsers || column == GroupColumn::kServers;
  return IsShown(status, is_of_live ? SessionState::kActive : StateOf(column));
}

/// A name is read from the start, a figure from the greatest; a second click turns the order round.
GroupOrder AfterClick(GroupColumn column, GroupOrder now) {
  const bool first_click = now.by != column;
  return {.by = column, .descending = first_click ? column != GroupColumn::kName : !now.descending};
}

std::string Head(const PageQuery& query) {
  std::string head = "<thead><tr>";
  for (std::size_t i = 0; i < kGroupColumnCount; ++i) {
    const auto column = static_cast<GroupColumn>(i);
    const bool sorted = query.order.by == column;
    head += fmt::format(R"(<th scope="col"{}><a href="{}">{}</a></th>)",
                        !sorted                  ? ""
                        : query.order.descending ? R"( aria-sort="descending")"
                                                 : R"( aria-sort="ascending")",
                        LinkTo({.project = query.project, .order = AfterClick(column, query.order)}),
                        column == GroupColumn::kName ? "Server group" : Name(column));
  }
  return head + "</tr></thead>\n";
}

std::string RowOf(const ProjectStatus& status, const GroupRow& row) {
  // A session may be of no group, and a group may have no name.
  const std::string& name = row.group.name.empty() ? row.group.id : row.group.name;
  std::string text = fmt::format(R"(<tr><th scope="row">{}</th>)", name.empty() ? "(none)" : EscapeHtml(name));
  for (std::size_t i = 1; i < kGroupColumnCount; ++i) {
    const auto column = static_cast<GroupColumn>(i);
    text += fmt::format("<td>{}</td>", IsShown(status, column) ? std::to_string(FigureIn(row, column)) : "–");
  }
  return text + "</tr>\n";
}

/// Says which of all rows those of a page are, and leads to the others. `alone`: the page of that project.
std::string Rest(Rows shown, std::size_t all, PageQuery alone, bool is_alone) {
  if (shown.end - shown.first == all) return {};
  std::string rest = shown.end == 0 ? fmt::format("<p>{} server groups", all)
                                    : fmt::format("<p>{} to {} of {} server groups", shown.first + 1, shown.end, all);
  const auto link = [&](std::size_t page, std::string_view words) {
    alone.page = page;
    rest += fmt::format(R"( · <a href="{}">{}</a>)", LinkTo(alone), words);
  };
  const std::size_t page = alone.page;
  if (!is_alone) link(1, "show all");
  if (is_alone && shown.first > 0) link(page - 1, "those before");
  if (is_alone && shown.end < all) link(page + 1, "those after");
  return rest + "</p>\n";
}

}  // namespace

std::string GroupTable(const ProjectStatus& status, std::size_t most, const PageQuery& query) {
  const bool has_figures = IsShown(status, SessionState::kActive) || IsShown(status, SessionState::kSignedOut);
  if (!has_figures || !status.by_group) return {};
  const std::vector<GroupRow> rows = GroupRows(*status.tally, query.order);
  if (rows.empty()) return {};
  if (most == 0) return Rest({}, rows.size(), {.project = status.name, .order = query.order}, false);
  const bool is_alone = !query.project.empty();
  // A page beyond the last one is the first.
  const std::size_t page = is_alone && (query.page - 1) * most < rows.size() ? query.page : 1;
  const std::size_t first = (page - 1) * most;
  const Rows shown = {.first = first, .end = std::min(first + most, rows.size())};
  std::string table = fmt::format(
      "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Server groups of {0}\">\n<table>\n"
      "<caption>Server groups of {0}</caption>\n{1}<tbody>\n",
      EscapeHtml(status.name), Head(query));
  for (std::size_t i = shown.first; i < shown.end; ++i) table += RowOf(status, rows[i]);
  const PageQuery alone = {.project = status.name, .order = query.order, .page = page};
  return table + "</tbody>\n</table>\n</div>\n" + Rest(shown, rows.size(), alone, is_alone);
}

}  // namespace workspace_exporter
