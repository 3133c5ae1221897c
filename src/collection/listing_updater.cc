#include "collection/listing_updater.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "collection/leaver_windows.h"
#include "collection/listing_lookup.h"
#include "collection/listing_merge.h"

namespace workspace_exporter {
namespace {

constexpr int kUpdateAttempts = 2;

SessionRecord AsLeft(SessionRecord record) {
  record.assumed = true;
  record.duration = SessionRecord::kNoDuration;
  // What becomes of a session that was being set up, its record alone can tell.
  if (record.state != SessionState::kAppcInit) record.state = SessionState::kSignedOut;
  return record;
}

Listing Merge(const Listing& every, const Listing& live, const Listing& recents, WallTime begin) {
  Listing table =
      CopyOf(every, recents.records.size(), [&](const SessionRecord& record) -> std::optional<SessionRecord> {
        if (CountsFrom(record.times) != kNoTime && !StartedSince(record, begin)) return std::nullopt;
        const bool outside_live = CountsFrom(record.times) != kNoTime && !StartedSince(record, live.query.begin);
        const bool is_listed = FindRecord(live, record.key) != nullptr || FindRecord(recents, record.key) != nullptr;
        return !IsLive(record.state) || outside_live || is_listed ? record : AsLeft(record);
      });
  TakeIn(table, live, [&](const SessionRecord& record, const SessionRecord*) { return StartedSince(record, begin); });
  TakeIn(table, recents, [](const SessionRecord&, const SessionRecord*) { return true; });
  return table;
}

bool IsUnknown(const SessionRecord& record) { return record.assumed && record.state == SessionState::kAppcInit; }

std::vector<SessionRecord> Wanted(const Listing& table, bool unknown_only) {
  std::vector<SessionRecord> wanted;
  std::ranges::copy_if(table.records, std::back_inserter(wanted), [&](const SessionRecord& record) {
    return record.assumed && CountsFrom(record.times) != kNoTime && (!unknown_only || IsUnknown(record));
  });
  return wanted;
}

std::vector<WallTime> Starts(const std::vector<SessionRecord>& records) {
  std::vector<WallTime> starts;
  starts.reserve(records.size());
  for (const SessionRecord& record : records) starts.push_back(CountsFrom(record.times));
  std::ranges::sort(starts);
  return starts;
}

bool BringsAllOf(const StartWindow& window, const std::optional<Listing>& listing,
                 const std::vector<SessionRecord>& wanted) {
  return listing && std::ranges::all_of(wanted, [&](const SessionRecord& record) {
           const WallTime start = CountsFrom(record.times);
           return start < window.first || start > window.last || FindRecord(*listing, record.key) != nullptr;
         });
}

/// Whether the table holds what the API counts; before and after, since sessions come and go meanwhile. `uncertain`
/// are those without a start, of which nobody says whether a window by start has them.
bool IsBetween(std::uint64_t value, std::uint64_t before, std::uint64_t after, std::uint64_t uncertain) {
  return value + uncertain >= std::min(before, after) && value <= std::max(before, after) + uncertain;
}

}  // namespace

Result<ListingUpdater::Counts> ListingUpdater::Count(ListQuery window) {
  Counts counts{.window = window, .at = clock_.SteadyNow()};
  const Result<std::uint64_t> all = listings_.Count(window);
  if (!all) return all.error();
  window.states = {SessionState::kSignedOut};
  const Result<std::uint64_t> signed_out = listings_.Count(window);
  if (!signed_out) return signed_out.error();
  counts.all = *all;
  counts.signed_out = *signed_out;
  return counts;
}

Result<Listing> ListingUpdater::Update(const Counts& before, const Listing& every, const Listing& live,
                                       std::size_t fetches_at_most) {
  std::string difference;
  for (int attempt = 0; attempt < kUpdateAttempts; ++attempt) {
    Result<Listing> table = BringUp(every, live, before.window, fetches_at_most);
    if (!table) return table;
    const Result<Counts> after = Count(before.window);
    if (!after) return after.error();
    const auto& records = table->records;
    const auto uncertain = static_cast<std::uint64_t>(
        std::ranges::count(records, kNoTime, [](const SessionRecord& record) { return record.times.start; }));
    const auto signed_out =
        static_cast<std::uint64_t>(std::ranges::count(records, SessionState::kSignedOut, &SessionRecord::state));
    if (IsBetween(records.size(), before.all, after->all, uncertain) &&
        IsBetween(signed_out, before.signed_out, after->signed_out, uncertain) &&
        std::ranges::none_of(records, IsUnknown)) {
      table->query = before.window;
      table->proof = {.items = records.size(), .expected = after->all};
      table->completed_at = clock_.Now();
      table->completed = clock_.SteadyNow();
      table->duration = std::chrono::round<Milliseconds>(table->completed - before.at);
      return table;
    }
    difference = fmt::format("{} sessions, {} of them SignedOut, where the API counts {} and {}", records.size(),
                             signed_out, after->all, after->signed_out);
  }
  return Error{ErrorKind::kInconsistent, difference};
}

Result<Listing> ListingUpdater::BringUp(const Listing& every, const Listing& live, const ListQuery& window,
                                        std::size_t fetches_at_most) {
  ListQuery since = window;
  since.begin = std::max(window.begin, KnownUntil(every));
  const Result<Listing> recents = listings_.Read(since);
  if (!recents) return recents.error();
  Listing table = Merge(every, live, *recents, window.begin);
  table.query = window;
  Result<Listing> known = Fetch(std::move(table), /*unknown_only=*/true, fetches_at_most);
  if (!known) return known;
  return Fetch(*std::move(known), /*unknown_only=*/false, fetches_at_most);
}

Result<Listing> ListingUpdater::Fetch(Listing table, bool unknown_only, std::size_t& windows_left) {
  const std::vector<SessionRecord> wanted = Wanted(table, unknown_only);
  std::vector<Listing> fetched;
  if (!wanted.empty() && narrow_windows_work_) {
    if (Result<Done> done = FetchNarrow(table, wanted, windows_left, fetched); !done) return std::move(done).error();
  }
  if (!wanted.empty() && !narrow_windows_work_) {
    if (Result<Done> done = FetchWide(table, wanted, windows_left, fetched); !done) return std::move(done).error();
  }
  for (const Listing& listing : fetched) {
    TakeIn(table, listing,
           [](const SessionRecord&, const SessionRecord* known) { return known != nullptr && known->assumed; });
  }
  return table;
}

Result<Done> ListingUpdater::FetchNarrow(const Listing& table, const std::vector<SessionRecord>& wanted,
                                         std::size_t& windows_left, std::vector<Listing>& fetched) {
  const std::uint32_t page_size = listings_.options().page_size;
  const auto windows = CutWindows(Starts(wanted), Starts(table.records), page_size, windows_left);
  std::vector<ListQuery> queries(windows.size(), table.query);
  for (std::size_t i = 0; i < windows.size(); ++i) {
    queries[i].begin = windows[i].first - kBesideWindow;
    queries[i].end = windows[i].last + kBesideWindow;
  }
  windows_left -= windows.size();
  Result<std::vector<std::optional<Listing>>> listings = listings_.ReadOfOnePage(queries);
  if (!listings) return std::move(listings).error();
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (windows[i].rows <= page_size && !BringsAllOf(windows[i], (*listings)[i], wanted)) narrow_windows_work_ = false;
    if ((*listings)[i]) fetched.push_back(*std::move((*listings)[i]));
  }
  return Done{};
}

/// By one window that is open towards now, as far back as the pages reach: the youngest sessions only.
Result<Done> ListingUpdater::FetchWide(const Listing& table, const std::vector<SessionRecord>& wanted,
                                       std::size_t& windows_left, std::vector<Listing>& fetched) {
  const std::vector<WallTime> starts = Starts(table.records);
  const std::size_t rows = std::min(starts.size(), windows_left * (listings_.options().page_size - 1));
  if (rows == 0) return Done{};
  const WallTime reaches_back_to = starts[starts.size() - rows];
  const std::vector<WallTime> wanted_starts = Starts(wanted);
  const auto first = std::ranges::lower_bound(wanted_starts, reaches_back_to);
  if (first == wanted_starts.end()) return Done{};
  windows_left = 0;
  ListQuery query = table.query;
  query.begin = *first - kBesideWindow;
  Result<Listing> listing = listings_.Read(query);
  if (!listing) return std::move(listing).error();
  fetched.push_back(*std::move(listing));
  return Done{};
}

}  // namespace workspace_exporter
