#pragma once

#include <cstdint>
#include <limits>
#include <list>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "collection/label_pool.h"
#include "collection/session_record.h"
#include "workspace/list_query.h"

namespace workspace_exporter {

/// How a listing proves that it is whole.
struct ListingProof {
  std::uint64_t items = 0;       ///< distinct sessions read
  std::uint64_t expected = 0;    ///< the count that the last page read gave
  std::uint64_t duplicates = 0;  ///< rows read more than once, beyond the one that each page shares with the next
};

/// Turns pages of a list that may change while it is read into the whole list: plans which rows to ask for, and judges
/// what came. Neighbouring pages are asked for with a row in common; where they do not share it, rows have moved, and
/// the stretch between them is read again. Knows no clock, thread or socket; not thread-safe.
class PageChain {
 public:
  /// A place in the chain that waits for its page.
  struct Stretch {
    PageRange range;
    std::uint64_t count = 0;  ///< the page's count; the rest is valid once the page is there
    std::uint64_t order = 0;  ///< 1 for the first page read, and so on; 0: not read yet
    std::size_t first_row = 0;
    std::size_t row_count = 0;
  };

  /// `page_size` from 2 to 100.
  PageChain(std::uint32_t page_size, LabelPool& labels);

  /// What has to be read now, in any order or at once; every one that may have rows is to be passed to Add before the
  /// next call. Empty when there is nothing more to read: then the list is whole, or has not stood still long enough.
  std::vector<Stretch*> Next();
  /// Whether the page of a stretch may have rows. Not where one before it that was asked for at the same time has none:
  /// the list ends there, however many rows the API counts. Such a stretch need not be read.
  bool MayHaveRows(const Stretch& stretch) const { return stretch.range.offset <= ends_by_; }
  void Add(Stretch& stretch, const SessionPage& page);

  /// Once Next is empty: whether every row was read, by the links between pages and by the counts.
  bool IsWhole() const { return whole_; }
  const ListingProof& proof() const { return proof_; }
  /// Each session once, by the record that holds, in the order of the keys.
  std::vector<SessionRecord> TakeRecords() &&;

 private:
  using Place = std::list<Stretch>::iterator;
  static constexpr std::uint64_t kNowhere = std::numeric_limits<std::uint64_t>::max();

  void MakeRoom(const SessionPage& page);
  Stretch* Plan(Place before, std::uint64_t offset);
  std::vector<Stretch*> PlanSweep();
  std::vector<Stretch*> PlanRepairs();
  bool MaySettle(std::uint64_t distinct) const;
  std::vector<Stretch*> PlanSettling();
  std::vector<Stretch*> PlanTail();
  std::pair<Place, std::uint64_t> NextLinked(Place lower);
  std::uint64_t TailOffset() const;
  std::uint64_t BridgeOffset(const Stretch& lower, const Stretch& upper) const;
  std::span<const SessionRecord> Rows(const Stretch& stretch) const;
  std::uint64_t CountDistinct() const;
  bool Judge(std::uint64_t distinct);

  const std::uint32_t page_size_;
  LabelPool& labels_;
  std::list<Stretch> chain_;  // in the order of the list; a list, since stretches are put in between
  std::vector<SessionRecord> rows_;
  std::uint64_t pages_planned_ = 0;
  std::uint64_t pages_read_ = 0;
  std::uint64_t swept_ = 0;  // pages of the first reading of the list
  std::uint64_t moved_ = 0;  // places that rows were seen to move
  std::uint64_t latest_count_ = 0;
  std::uint64_t least_count_ = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t greatest_count_ = 0;
  std::uint64_t ends_by_ = kNowhere;       // the least offset of a page without rows, of those asked for last
  std::optional<std::uint64_t> last_end_;  // where the list ended when its tail was last asked for
  bool settled_ = false;
  bool whole_ = false;
  ListingProof proof_;
};

}  // namespace workspace_exporter
