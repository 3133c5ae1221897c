#include "collection/label_pool.h"

#include <utility>

namespace workspace_exporter {

LabelSet::LabelSet(const std::array<std::string_view, kSessionLabelCount>& labels) {
  for (std::size_t i = 0; i < labels.size(); ++i) packed_[i] = static_cast<char>(labels[i].size());
  for (const std::string_view text : labels) packed_ += text;
}

std::string_view LabelSet::Get(SessionLabel label) const {
  std::size_t at = kSessionLabelCount;
  for (std::size_t i = 0; i < static_cast<std::size_t>(label); ++i) at += static_cast<unsigned char>(packed_[i]);
  return std::string_view(packed_).substr(at, static_cast<unsigned char>(packed_[static_cast<std::size_t>(label)]));
}

LabelPool::LabelPool(std::vector<SessionLabel> kept) : kept_(std::move(kept)) {}

LabelPool::Index LabelPool::Intern(const SessionRow& row) {
  std::array<std::string_view, kSessionLabelCount> labels;
  for (const SessionLabel label : kept_) labels[static_cast<std::size_t>(label)] = row.Label(label);
  return Intern(LabelSet(labels));
}

LabelPool::Index LabelPool::Intern(LabelSet labels) {
  const auto found = index_.find(labels.packed());
  if (found != index_.end()) return found->second;
  const Index index = static_cast<Index>(sets_.size());
  sets_.push_back(std::move(labels));
  index_.emplace(sets_.back().packed(), index);
  return index;
}

}  // namespace workspace_exporter
