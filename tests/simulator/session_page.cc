#include "simulator/session_page.h"

#include <algorithm>

namespace workspace_exporter::simulator {
namespace {

/// The parts of a page, still apart.
struct Draft {
  std::string count;  ///< a JSON value; empty: left out
  std::vector<RowPtr> rows;
  std::string extra_item;  ///< after the rows
  std::string items;       ///< a JSON value in place of the rows
  bool without_items = false;
};

void SpoilRows(Draft& draft, const Fault& fault) {
  const std::size_t size = draft.rows.size();
  const std::size_t count = std::min(static_cast<std::size_t>(fault.rows), size);
  if (fault.kind == "short_page") draft.rows.resize(size - count);
  if (fault.kind != "duplicate_rows") return;
  const std::vector<RowPtr> copies(draft.rows.begin(), draft.rows.begin() + static_cast<std::ptrdiff_t>(count));
  if (fault.replace) draft.rows.resize(size - count);
  draft.rows.insert(draft.rows.end(), copies.begin(), copies.end());
}

void SpoilForm(Draft& draft, const std::string& form) {
  if (form == "count_missing") draft.count.clear();
  if (form == "count_string") draft.count = "\"" + draft.count + "\"";
  if (form == "count_null") draft.count = "null";
  if (form == "count_negative") draft.count = "-1";
  if (form == "items_missing") draft.without_items = true;
  if (form == "items_null") draft.items = "null";
  if (form == "items_object") draft.items = R"({"0":{}})";
  if (form == "null_item") draft.extra_item = "null";
  if (form == "wrong_type") draft.extra_item = R"({"id":"wrong","session_state":{"name":"Active"},"failed_code":[]})";
  if (form == "no_identity") draft.extra_item = R"({"session_state":"Active"})";
}

std::string Assemble(const Draft& draft) {
  std::string body = "{";
  body.reserve(draft.rows.size() * 1200 + 200);
  if (!draft.count.empty()) body.append("\"count\":").append(draft.count);
  if (draft.without_items) return body + "}";
  body.append(body.size() > 1 ? "," : "").append("\"items\":");
  if (!draft.items.empty()) return body.append(draft.items) + "}";
  body.push_back('[');
  for (const RowPtr& row : draft.rows) body.append(body.back() == '[' ? "" : ",").append(row->json);
  if (!draft.extra_item.empty()) body.append(body.back() == '[' ? "" : ",").append(draft.extra_item);
  return body.append("]}");
}

}  // namespace

std::string RenderPage(PageRows page, const std::vector<Fault>& faults) {
  Draft draft{.count = std::to_string(page.count), .rows = std::move(page.rows), .extra_item = {}, .items = {}};
  for (const Fault& fault : faults) {
    if (fault.kind == "count")
      draft.count = fault.value.empty() ? std::to_string(page.count + fault.delta) : fault.value;
    if (fault.kind == "garble") SpoilForm(draft, fault.form);
    SpoilRows(draft, fault);
  }
  return Assemble(draft);
}

}  // namespace workspace_exporter::simulator
