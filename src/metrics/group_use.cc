#include "metrics/group_use.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "metrics/group_labels.h"

namespace workspace_exporter {
namespace {

using Hashes = std::vector<std::uint64_t>;

/// Who is in two groups counts once where these are put together.
void Unite(Hashes& hashes, const Hashes& more) {
  Hashes united;
  std::ranges::set_union(hashes, more, std::back_inserter(united));
  hashes = std::move(united);
}

std::map<Series, Hashes> Fold(SeriesFolder& folder, const SessionTally& tally, Hashes ServerGroupTally::*hashes,
                              SteadyTime now) {
  std::vector<std::pair<Series, Hashes>> rows;
  for (const ServerGroupTally& group : tally.groups) rows.push_back({{GroupLabelSet(group.group), {}}, group.*hashes});
  std::map<Series, Hashes> folded = FoldRows(folder, rows, now, Unite);
  for (const Series& series : folder.Remembered(now)) folded.try_emplace(series);
  return folded;
}

void AddSizes(FamilyWriter family, const std::string& project, const std::map<Series, Hashes>& rows) {
  for (const auto& [series, hashes] : rows) {
    family.Add({{"project", project},
                {"server_group", series.labels.Get(SessionLabel::kServerGroup)},
                {"server_group_id", series.labels.Get(SessionLabel::kServerGroupId)}},
               static_cast<double>(hashes.size()));
  }
}

}  // namespace

GroupUse::GroupUse(std::size_t limit, Milliseconds retention)
    : user_folder_(limit, GroupLabels(), retention), server_folder_(limit, GroupLabels(), retention) {}

void GroupUse::See(const SessionTally& tally, SteadyTime now) {
  users_of_group_ = Fold(user_folder_, tally, &ServerGroupTally::users, now);
  servers_of_group_ = Fold(server_folder_, tally, &ServerGroupTally::servers, now);
  users_ = tally.users;
}

void GroupUse::AddTo(FamilySet& families, const std::string& project) const {
  families.Gauge("users", "Distinct users with a live session.")
      .Add({{"project", project}}, static_cast<double>(users_));
  AddSizes(families.Gauge("server_group_users",
                          "Distinct users with a live session in a server group; a user may be in several."),
           project, users_of_group_);
  AddSizes(families.Gauge("servers_in_use", "Distinct servers with a live session of a server group."), project,
           servers_of_group_);
}

}  // namespace workspace_exporter
