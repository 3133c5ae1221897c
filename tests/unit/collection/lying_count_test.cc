#include <atomic>
#include <mutex>
#include <random>
#include <string>

#include <doctest/doctest.h>

#include "collection/listing_reader.h"
#include "collection/sliced_listing.h"
#include "support/fake_clock.h"
#include "support/moving_list.h"

namespace workspace_exporter {
namespace {

/// The most that a page may count; more makes it malformed.
constexpr std::uint64_t kMost = 1'000'000;

/// A list of which each page counts what a test says.
class LyingPages final : public PageReader {
 public:
  LyingPages(std::size_t size, std::function<std::uint64_t(std::uint64_t page)> count)
      : list_(size), count_(std::move(count)) {}

  Result<SessionPage> Read(const ListQuery& /*query*/, PageRange range) override {
    const std::lock_guard lock(mutex_);
    SessionPage page = list_.Page(range);
    page.count = count_(pages++);
    return page;
  }

  std::uint64_t pages = 0;

 private:
  std::mutex mutex_;
  const MovingList list_;
  const std::function<std::uint64_t(std::uint64_t)> count_;
};

/// How many pages are read of a list of so many rows, which must not pass for whole.
std::uint64_t PagesRead(std::size_t size, std::function<std::uint64_t(std::uint64_t page)> count) {
  FakeClock clock;
  LyingPages pages(size, std::move(count));
  CollectionProgress progress;
  ListingReader listings(pages, clock, {.concurrency = 8}, progress);
  const Result<Listing> listing = listings.Read({});
  REQUIRE_FALSE(listing);
  CHECK(listing.error().kind == ErrorKind::kInconsistent);
  return pages.pages;
}

TEST_CASE("a list that did not stand still is told with its figures, however it is read") {
  const std::string moved = "the list moved while it was read: 10 sessions read where the API counts 12";
  FakeClock clock;
  LyingPages pages(10, [](std::uint64_t) { return 12; });
  CollectionProgress progress;
  ListingReader listings(pages, clock, {.concurrency = 1}, progress);
  CHECK(listings.Read({}).error().message == "in 3 attempts: " + moved);
  SlicedListing sliced(listings, clock, {});
  CHECK(sliced.Continue([] { return true; }).error().message == moved);
}

TEST_CASE("a list is read no further than it goes, whatever it counts") {
  for (const std::size_t size : {0U, 1U, 50U, 100U, 199U, 1000U, 1981U}) {
    CAPTURE(size);
    // Three times the pages that it has, and those in flight beyond its end.
    CHECK(PagesRead(size, [](std::uint64_t) { return kMost; }) <= 3 * (size / 99 + 24));
  }
}

TEST_CASE("counts that change with each page end, too") {
  std::mt19937 random(3);
  CHECK(PagesRead(1000, [](std::uint64_t page) { return 2000 + page * 1000; }) < 150);
  CHECK(PagesRead(1000, [](std::uint64_t page) { return page % 2 == 0 ? kMost : 1001; }) < 150);
  CHECK(PagesRead(1000, [](std::uint64_t page) { return kMost - page; }) < 150);
  CHECK(PagesRead(1000, [&](std::uint64_t) { return 1001 + random() % kMost; }) < 150);
}

TEST_CASE("a list that is longer than it counts is not read for ever") {
  CHECK(PagesRead(100'000, [](std::uint64_t) { return std::uint64_t{1}; }) <= 3);
  CHECK(PagesRead(100'000, [](std::uint64_t page) { return 100 * (page + 2); }) < 600);
}

TEST_CASE("a list that ended sooner for a moment is read to its end") {
  // Its rows from the third page on are away while the first round is read.
  const MovingList list(1000);
  LabelPool labels({});
  PageChain chain(100, labels);
  bool first_round = true;
  for (auto stretches = chain.Next(); !stretches.empty(); stretches = chain.Next()) {
    const bool away = first_round && stretches.size() > 1;
    first_round = first_round && !away;
    for (PageChain::Stretch* const stretch : stretches) {
      if (!chain.MayHaveRows(*stretch)) continue;
      SessionPage page = list.Page(stretch->range);
      if (away && stretch->range.offset > 250) page.rows.clear();
      chain.Add(*stretch, page);
    }
  }
  CHECK(chain.IsWhole());
  CHECK(chain.proof().items == 1000);
}

}  // namespace
}  // namespace workspace_exporter
