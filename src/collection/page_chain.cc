#include "collection/page_chain.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "collection/page_link.h"

namespace workspace_exporter {
namespace {

/// Repairs of a listing end after this many pages more than the list itself has: by then it moves faster than it can
/// be read.
constexpr std::uint64_t kSparePages = 16;
/// So many pages further on a link is looked for: as far as rows may move while the quota is waited for.
constexpr int kLookAhead = 256;

}  // namespace

PageChain::PageChain(std::uint32_t page_size, LabelPool& labels) : page_size_(page_size), labels_(labels) {}

std::vector<PageChain::Stretch*> PageChain::Next() {
  ends_by_ = kNowhere;
  if (pages_planned_ == 0) return {Plan(chain_.end(), 0)};
  if (swept_ == 0) {
    if (std::vector<Stretch*> sweep = PlanSweep(); !sweep.empty()) return sweep;
  }
  // A page without rows lies behind the end of the list, and all it tells is the count.
  std::erase_if(chain_, [](const Stretch& stretch) { return stretch.row_count == 0; });
  const std::vector<Stretch*> tail = PlanTail();
  std::vector<Stretch*> steps = PlanRepairs();
  steps.insert(steps.end(), tail.begin(), tail.end());
  const std::uint64_t distinct = steps.empty() ? CountDistinct() : 0;
  if (steps.empty() && !settled_ && MaySettle(distinct)) steps = PlanSettling();
  if (steps.empty()) whole_ = Judge(distinct);
  if (pages_planned_ > 2 * swept_ + kSparePages) steps.clear();
  return steps;
}

void PageChain::Add(Stretch& stretch, const SessionPage& page) {
  stretch.count = page.count;
  stretch.order = ++pages_read_;
  stretch.first_row = rows_.size();
  stretch.row_count = page.rows.size();
  latest_count_ = page.count;
  least_count_ = std::min(least_count_, page.count);
  greatest_count_ = std::max(greatest_count_, page.count);
  if (page.rows.empty()) ends_by_ = std::min(ends_by_, stretch.range.offset);
  MakeRoom(page);
  for (const SessionRow& row : page.rows) {
    rows_.push_back(RecordOf(row, labels_, static_cast<std::uint32_t>(rows_.size())));
  }
}

/// For all rows that the API counts, so that they are not moved to and fro; but a count may lie, and is believed no
/// further than to four times what has been read.
void PageChain::MakeRoom(const SessionPage& page) {
  const std::size_t wanted = rows_.size() + page.rows.size();
  if (wanted <= rows_.capacity()) return;
  const std::size_t counted = page.count + page.count / 64 + page_size_;
  rows_.reserve(std::max(wanted, std::min(counted, 4 * wanted)));
}

std::vector<SessionRecord> PageChain::TakeRecords() && {
  std::ranges::sort(rows_, [](const SessionRecord& a, const SessionRecord& b) {
    return a.key != b.key ? a.key < b.key : Outdates(a, b);
  });
  const auto same_session = [](const SessionRecord& a, const SessionRecord& b) { return a.key == b.key; };
  rows_.erase(std::unique(rows_.begin(), rows_.end(), same_session), rows_.end());
  return std::move(rows_);
}

PageChain::Stretch* PageChain::Plan(Place before, std::uint64_t offset) {
  ++pages_planned_;
  return &*chain_.insert(before, Stretch{.range = {.offset = offset, .limit = page_size_}});
}

std::vector<PageChain::Stretch*> PageChain::PlanSweep() {
  std::vector<Stretch*> sweep;
  const std::uint64_t stride = page_size_ - 1;
  for (std::uint64_t offset = stride; offset + 1 < latest_count_; offset += stride) {
    sweep.push_back(Plan(chain_.end(), offset));
  }
  swept_ = pages_planned_;
  return sweep;
}

std::vector<PageChain::Stretch*> PageChain::PlanRepairs() {
  std::vector<Stretch*> repairs;
  moved_ = 0;
  for (auto upper = chain_.begin(); upper != chain_.end(); ++upper) {
    if (upper == chain_.begin() || upper->order == 0) continue;
    const Place lower = std::prev(upper);
    const auto [linked, moved] = NextLinked(lower);
    if (linked == chain_.end()) {
      repairs.push_back(Plan(upper, BridgeOffset(*lower, *upper)));
    } else {
      moved_ += moved;
      upper = chain_.erase(upper, linked);
    }
  }
  return repairs;
}

/// The page that is linked to this one, and how far rows were seen to move between the two; the end where there is
/// none. Mostly it is the next one. Where the list was not read for a while and rows have moved behind what had been
/// read, the next ones show that again, and are not needed in the chain.
std::pair<PageChain::Place, std::uint64_t> PageChain::NextLinked(Place lower) {
  Place upper = std::next(lower);
  for (int ahead = 0; ahead < kLookAhead && upper != chain_.end() && upper->order != 0; ++ahead, ++upper) {
    const auto moved = FindLink(Rows(*lower), lower->range.offset, Rows(*upper), upper->range.offset);
    if (moved) return {upper, *moved};
  }
  return {chain_.end(), 0};
}

/// The rows behind the last page where it does not reach the end of the list; the last that there are, where the list
/// has become shorter. Only as long as this brings the end nearer.
std::vector<PageChain::Stretch*> PageChain::PlanTail() {
  if (latest_count_ == 0) return {};
  const std::uint64_t end = chain_.empty() ? 0 : chain_.back().range.offset + chain_.back().row_count;
  // Behind a page that is not full there is nothing, and a full one is no end, whatever the count says.
  const bool may_go_on = !chain_.empty() && chain_.back().row_count == page_size_;
  const bool is_counted = !chain_.empty() && end >= chain_.back().count;
  if (is_counted && !(may_go_on && end == chain_.back().count)) return {};
  if (std::exchange(last_end_, end) == end) return {};
  if (is_counted) return {Plan(chain_.end(), end - 1)};
  std::vector<Stretch*> tail;
  std::uint64_t offset = end == 0 ? 0 : end - 1;
  for (; may_go_on && offset < TailOffset(); offset += page_size_ - 1) tail.push_back(Plan(chain_.end(), offset));
  if (tail.empty() || offset + 1 < latest_count_) tail.push_back(Plan(chain_.end(), std::min(offset, TailOffset())));
  return tail;
}

/// Whether rows are missing that have come while the list was read, and a page at either end would have them. Where
/// more have come, which takes long, the list is whole without them.
bool PageChain::MaySettle(std::uint64_t distinct) const {
  return distinct < latest_count_ && (distinct < least_count_ || latest_count_ - distinct < page_size_);
}

/// Sessions that came while the list was read may stand at either end of it.
std::vector<PageChain::Stretch*> PageChain::PlanSettling() {
  settled_ = true;
  std::vector<Stretch*> steps = {Plan(chain_.begin(), 0)};
  if (TailOffset() > 0) steps.push_back(Plan(chain_.end(), TailOffset()));
  return steps;
}

/// Where a page holds the end of the list even if that moves by half a page meanwhile.
std::uint64_t PageChain::TailOffset() const {
  const std::uint64_t half = page_size_ / 2;
  return latest_count_ > half ? latest_count_ - half : 0;
}

/// Where the page between two that do not overlap has to begin: next to the one read later, whose place is better
/// known, and overlapping it by a quarter. Rows mostly come and go at the front, so a page is now as far from where it
/// was as the count is from what it was; where that is wrong, the next bridge begins where this one ended.
std::uint64_t PageChain::BridgeOffset(const Stretch& lower, const Stretch& upper) const {
  const std::uint64_t overlap = std::max<std::uint64_t>(1, page_size_ / 4);
  const bool lower_is_later = lower.order > upper.order;
  const Stretch& later = lower_is_later ? lower : upper;
  const std::uint64_t ahead = later.range.offset + latest_count_ + (lower_is_later ? later.row_count : overlap);
  const std::uint64_t behind = later.count + (lower_is_later ? overlap : page_size_);
  return ahead > behind ? ahead - behind : 0;
}

std::span<const SessionRecord> PageChain::Rows(const Stretch& stretch) const {
  return std::span(rows_).subspan(stretch.first_row, stretch.row_count);
}

std::uint64_t PageChain::CountDistinct() const {
  // By their places, since a copy of the keys alone would be a fourth of all that a listing takes.
  std::vector<std::uint32_t> places(rows_.size());
  std::iota(places.begin(), places.end(), 0U);
  std::ranges::sort(places, {}, [this](std::uint32_t place) { return rows_[place].key; });
  const auto same_session = [this](std::uint32_t a, std::uint32_t b) { return rows_[a].key == rows_[b].key; };
  return static_cast<std::uint64_t>(std::unique(places.begin(), places.end(), same_session) - places.begin());
}

/// A row that was read and then left the list makes more distinct sessions than any count; it is believed as far as
/// rows were seen to move. A row that was not read is never believed.
bool PageChain::Judge(std::uint64_t distinct) {
  const std::uint64_t links = chain_.empty() ? 0 : chain_.size() - 1;
  const std::uint64_t repeated = rows_.size() - distinct;
  proof_ = {.items = distinct, .expected = latest_count_, .duplicates = repeated > links ? repeated - links : 0};
  return distinct >= least_count_ && distinct <= greatest_count_ + moved_;
}

}  // namespace workspace_exporter
