#include "metrics/series_folder.h"

#include <algorithm>

namespace workspace_exporter {
namespace {

using Values = std::array<std::string_view, kSessionLabelCount>;

Values ValuesOf(const LabelSet& labels) {
  Values values;
  for (std::size_t i = 0; i < kSessionLabelCount; ++i) values[i] = labels.Get(static_cast<SessionLabel>(i));
  return values;
}

/// When a label folds: 0 is first.
std::size_t StepOf(SessionLabel label) {
  switch (label) {
    case SessionLabel::kFailedCode: return 0;
    case SessionLabel::kClientType: return 1;
    case SessionLabel::kServerGroup:
    case SessionLabel::kServerGroupId: return 3;
    default: return 2;
  }
}
constexpr std::size_t kSteps = 4;

void Fold(Values& values, const std::vector<SessionLabel>& labels) {
  for (const SessionLabel label : labels) {
    std::string_view& value = values[static_cast<std::size_t>(label)];
    if (label != SessionLabel::kFailedCode || !value.empty()) value = kFolded;
  }
}

bool HasFailed(const Series& series) { return !series.labels.Get(SessionLabel::kFailedCode).empty(); }

}  // namespace

LabelSet WithoutFailure(const LabelSet& labels) {
  Values values = ValuesOf(labels);
  values[static_cast<std::size_t>(SessionLabel::kFailedCode)] = {};
  return LabelSet(values);
}

SeriesFolder::SeriesFolder(std::size_t limit, const std::vector<SessionLabel>& labels,
                           std::optional<Milliseconds> retention)
    : limit_(limit), retention_(retention), steps_(kSteps) {
  for (const SessionLabel label : labels) steps_[StepOf(label)].labels.push_back(label);
  std::erase_if(steps_, [](const Step& step) { return step.labels.empty(); });
}

std::vector<Series> SeriesFolder::Show(const std::vector<Series>& series, SteadyTime now) {
  std::vector<Series> shown = series;
  std::vector<Series*> others;
  for (Series& each : shown) {
    const auto known = own_.find(each);
    if (known == own_.end()) {
      others.push_back(&each);
    } else {
      known->second = now;
    }
  }
  // Only now, so that what is here again after a long pause between snapshots keeps its place.
  std::erase_if(own_, [&](const auto& entry) { return IsGone(entry.second, now); });
  std::stable_partition(others.begin(), others.end(), [](const Series* each) { return !HasFailed(*each); });
  for (Series* each : others) *each = Admit(*each, now);
  return shown;
}

Series SeriesFolder::WouldShow(const Series& series) const {
  if (own_.contains(series)) return series;
  const auto folds = Folds(series);
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (folds[i] && steps_[i].shown.contains(*folds[i])) return *folds[i];
  }
  return series;
}

std::set<Series> SeriesFolder::Remembered(SteadyTime now) const {
  std::set<Series> remembered;
  const auto add = [&](const LastSeen& all) {
    for (const auto& [series, last_seen] : all) {
      if (!IsGone(last_seen, now)) remembered.insert(series);
    }
  };
  add(own_);
  for (const Step& step : steps_) add(step.shown);
  return remembered;
}

std::vector<std::optional<Series>> SeriesFolder::Folds(const Series& series) const {
  std::vector<std::optional<Series>> folds(steps_.size());
  Values values = ValuesOf(series.labels);
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    Fold(values, steps_[i].labels);
    Series fold{LabelSet(values), series.state};
    if (fold.labels != series.labels) folds[i] = std::move(fold);
  }
  return folds;
}

Series SeriesFolder::Admit(const Series& series, SteadyTime now) {
  const auto folds = Folds(series);
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (!folds[i]) continue;
    if (const auto known = steps_[i].shown.find(*folds[i]); known != steps_[i].shown.end()) {
      known->second = now;
      return *folds[i];
    }
  }
  // The last step folds whatever an earlier one does.
  const bool can_fold = !folds.empty() && folds.back().has_value();
  if (own_.size() >= limit_ && can_fold) {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      LastSeen& shown = steps_[i].shown;
      if (!folds[i] || (shown.size() >= limit_ && i + 1 < steps_.size())) continue;
      shown.emplace(*folds[i], now);
      return *folds[i];
    }
  }
  own_.emplace(series, now);
  return series;
}

bool SeriesFolder::IsGone(SteadyTime last_seen, SteadyTime now) const {
  return retention_ && now - last_seen > *retention_;
}

}  // namespace workspace_exporter
