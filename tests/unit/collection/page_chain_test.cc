#include "collection/page_chain.h"

#include <algorithm>
#include <optional>
#include <random>
#include <set>

#include <doctest/doctest.h>

#include "support/moving_list.h"

namespace workspace_exporter {
namespace {

struct Reading {
  bool whole = false;
  ListingProof proof;
  std::size_t pages = 0;
  std::set<SessionKey> keys;
};

/// Reads the list by a chain, as the listing reader does with one request in flight; `between` may move it before each
/// page. In a round pages are read last first where `backwards`.
Reading Read(
    MovingList& list, std::uint32_t page_size, const std::function<void()>& between = [] {}, bool backwards = false) {
  LabelPool labels({});
  PageChain chain(page_size, labels);
  Reading reading;
  for (auto stretches = chain.Next(); !stretches.empty(); stretches = chain.Next()) {
    if (backwards) std::ranges::reverse(stretches);
    for (PageChain::Stretch* const stretch : stretches) {
      chain.Add(*stretch, list.Page(stretch->range));
      ++reading.pages;
      between();
    }
  }
  reading.whole = chain.IsWhole();
  reading.proof = chain.proof();
  for (const SessionRecord& record : std::move(chain).TakeRecords()) {
    CHECK(reading.keys.insert(record.key).second);
  }
  return reading;
}

TEST_CASE("a list that stands still is read once, each page but the first with one row of the one before") {
  for (const std::uint32_t page_size : {2U, 3U, 7U, 100U}) {
    for (const std::size_t size : {0U, 1U, 2U, 6U, 7U, 8U, 99U, 100U, 101U, 199U, 200U, 1000U}) {
      CAPTURE(page_size);
      CAPTURE(size);
      MovingList list(size);
      const Reading reading = Read(list, page_size);
      CHECK(reading.whole);
      CHECK(reading.keys.size() == size);
      CHECK(reading.proof.items == size);
      CHECK(reading.proof.expected == size);
      CHECK(reading.proof.duplicates == 0);
      const std::size_t stride = page_size - 1;
      const bool ends_full = size > 1 && (size - 1) % stride == 0;
      CHECK(reading.pages == (size < 2 ? 1 : (size - 1 + stride - 1) / stride) + (ends_full ? 1 : 0));
    }
  }
}

/// Sessions that were there before and after, with the same record: those that must be counted.
std::set<SessionKey> Unchanged(const MovingList& before, const MovingList& after) {
  std::set<SessionKey> keys;
  for (const SessionRow& row : before.rows()) {
    const auto same = [&](const SessionRow& other) { return other.key == row.key && other.times == row.times; };
    if (std::ranges::any_of(after.rows(), same)) keys.insert(row.key);
  }
  return keys;
}

void CheckHoldsAll(MovingList list, std::uint32_t page_size, const std::function<void(MovingList&)>& move,
                   bool backwards) {
  const MovingList before = list;
  const Reading reading = Read(
      list, page_size, [&] { move(list); }, backwards);
  REQUIRE(reading.whole);
  for (const SessionKey& key : Unchanged(before, list)) CHECK(reading.keys.contains(key));
}

TEST_CASE("no row is missed when rows come or go at either end, or change, between any two pages") {
  std::mt19937 random(7);
  const auto any = [&](const MovingList& list) { return random() % list.rows().size(); };
  const std::vector<std::function<void(MovingList&)>> moves = {
      [](MovingList& list) { list.InsertFront(1); },
      [](MovingList& list) { list.InsertFront(7); },
      [](MovingList& list) { list.RemoveFront(1); },
      [](MovingList& list) { list.RemoveFront(3); },
      [](MovingList& list) { list.InsertBack(2); },
      [](MovingList& list) { list.RemoveBack(2); },
      [&](MovingList& list) { list.RemoveAt(any(list)); },
      [&](MovingList& list) { list.Update(any(list)); },
      [&](MovingList& list) { random() % 2 == 0 ? list.InsertFront(1) : list.RemoveAt(any(list)); },
  };
  for (std::size_t move = 0; move < moves.size(); ++move) {
    for (const std::size_t size : {150U, 450U, 1200U}) {
      for (const bool backwards : {false, true}) {
        CAPTURE(move);
        CAPTURE(size);
        CAPTURE(backwards);
        CheckHoldsAll(MovingList(size), 100, moves[move], backwards);
      }
    }
  }
}

TEST_CASE("a list in no order is found out, however small") {
  std::mt19937 random(11);
  int whole = 0;
  for (int i = 0; i < 200; ++i) {
    MovingList list(130 + random() % 200);
    const std::size_t size = list.rows().size();
    const Reading reading = Read(list, 100, [&] { list.Shuffle(random); });
    if (!reading.whole) continue;
    ++whole;
    CHECK(reading.keys.size() == size);
  }
  CHECK(whole < 200);
}

TEST_CASE("a count that lies makes no list, wherever in a page it ends") {
  for (std::int64_t lie = -500; lie <= 900; ++lie) {
    if (lie == 0) continue;
    CAPTURE(lie);
    const MovingList list(500);
    LabelPool labels({});
    PageChain chain(100, labels);
    std::size_t pages = 0;
    for (auto stretches = chain.Next(); !stretches.empty(); stretches = chain.Next()) {
      for (PageChain::Stretch* const stretch : stretches) {
        SessionPage page = list.Page(stretch->range);
        page.count = static_cast<std::uint64_t>(500 + lie);
        chain.Add(*stretch, page);
        ++pages;
      }
    }
    CHECK_FALSE(chain.IsWhole());
    CHECK(pages < 24);
  }
}

TEST_CASE("pages shorter than asked for are joined all the same") {
  const MovingList list(500);
  LabelPool labels({});
  PageChain chain(100, labels);
  for (auto stretches = chain.Next(); !stretches.empty(); stretches = chain.Next()) {
    for (PageChain::Stretch* const stretch : stretches) {
      SessionPage page = list.Page({.offset = stretch->range.offset, .limit = 60});
      chain.Add(*stretch, page);
    }
  }
  CHECK(chain.IsWhole());
  CHECK(chain.proof().items == 500);
}

TEST_CASE("rows that move by pages while the quota is waited for cost those pages, and no more") {
  MovingList list(3000);
  const Reading reading = Read(list, 100, [&, pages = 0]() mutable {
    if (++pages % 8 == 0) list.InsertFront(250);
  });
  CHECK(reading.whole);
  CHECK(reading.keys.size() >= 3000);
  CHECK(reading.pages <= 60);
}

TEST_CASE("a list that moves faster than it can be read is given up after a bounded number of pages") {
  MovingList list(2000);
  const Reading reading = Read(list, 100, [&] { list.InsertFront(120); });
  CHECK_FALSE(reading.whole);
  CHECK(reading.pages <= 2 * 21 + 16 + 42);
}

}  // namespace
}  // namespace workspace_exporter
