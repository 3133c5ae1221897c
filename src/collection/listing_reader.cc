#include "collection/listing_reader.h"

#include <algorithm>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

constexpr int kAttempts = 3;

/// Hands stretches out to the threads that read them, and takes in the pages they bring.
class Round {
 public:
  Round(PageChain& chain, const std::vector<PageChain::Stretch*>& stretches, const MayRead& may_read)
      : chain_(chain), stretches_(stretches), may_read_(may_read) {}

  /// The next one to read; null when all are taken, one has failed, or no more may be read.
  PageChain::Stretch* Take() {
    const std::lock_guard lock(mutex_);
    return error_ || next_ == stretches_.size() || !may_read_() ? nullptr : stretches_[next_++];
  }
  void Bring(PageChain::Stretch& stretch, Result<SessionPage> page) {
    const std::lock_guard lock(mutex_);
    if (page) {
      chain_.Add(stretch, *page);
    } else if (!error_) {
      error_ = std::move(page).error().Within(fmt::format("page at offset {}", stretch.range.offset));
    }
  }
  std::optional<Error> TakeError() && { return std::move(error_); }

 private:
  std::mutex mutex_;
  PageChain& chain_;
  const std::vector<PageChain::Stretch*>& stretches_;
  const MayRead& may_read_;
  std::size_t next_ = 0;
  std::optional<Error> error_;
};

/// As many as there are to be had: with fewer, a listing takes longer, and that is all.
template <typename Work>
void StartThreads(std::vector<std::jthread>& threads, std::size_t count, const Work& work) {
  try {
    while (threads.size() < count) threads.emplace_back(work);
  } catch (const std::system_error&) {
    return;
  }
}

}  // namespace

ListingReader::ListingReader(PageReader& pages, const Clock& clock, ListingOptions options,
                             CollectionProgress& progress)
    : pages_(pages), clock_(clock), options_(std::move(options)), progress_(progress) {}

Result<Listing> ListingReader::Read(const ListQuery& query) {
  const SteadyTime began = clock_.SteadyNow();
  ListingProof proof;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    LabelPool labels(options_.kept_labels);
    PageChain chain(options_.page_size, labels);
    if (Result<Done> read = ReadPages(query, chain); !read) return std::move(read).error();
    proof = chain.proof();
    if (!chain.IsWhole()) continue;
    return Finish(query, std::move(labels), std::move(chain), began);
  }
  return Error{ErrorKind::kInconsistent,
               fmt::format("the list moved while it was read, {} times over: {} sessions read where the API counts {}",
                           kAttempts, proof.items, proof.expected)};
}

Result<std::uint64_t> ListingReader::Count(const ListQuery& query) {
  ++progress_.pages_planned;
  const Result<SessionPage> page = pages_.Read(query, {.offset = 0, .limit = 1});
  if (!page) return page.error();
  ++progress_.pages_read;
  return page->count;
}

Listing ListingReader::Finish(const ListQuery& query, LabelPool labels, PageChain chain, SteadyTime began) const {
  const SteadyTime now = clock_.SteadyNow();
  const ListingProof proof = chain.proof();
  return {.query = query,
          .labels = std::move(labels),
          .records = std::move(chain).TakeRecords(),
          .proof = proof,
          .completed_at = clock_.Now(),
          .completed = now,
          .duration = std::chrono::round<Milliseconds>(now - began)};
}

Result<Done> ListingReader::ReadPages(const ListQuery& query, PageChain& chain) {
  for (auto stretches = chain.Next(); !stretches.empty(); stretches = chain.Next()) {
    progress_.pages_planned += stretches.size();
    if (std::optional<Error> error = ReadStretches(query, chain, stretches, [] { return true; }))
      return *std::move(error);
  }
  return Done{};
}

std::optional<Error> ListingReader::ReadStretches(const ListQuery& query, PageChain& chain,
                                                  const std::vector<PageChain::Stretch*>& stretches,
                                                  const MayRead& may_read) {
  Round round(chain, stretches, may_read);
  const auto work = [&] {
    while (PageChain::Stretch* const stretch = round.Take()) {
      Result<SessionPage> page = pages_.Read(query, stretch->range);
      if (page) ++progress_.pages_read;
      round.Bring(*stretch, std::move(page));
    }
  };
  {
    std::vector<std::jthread> others;
    StartThreads(others, std::min<std::size_t>(options_.concurrency, stretches.size()) - 1, work);
    work();
  }
  return std::move(round).TakeError();
}

}  // namespace workspace_exporter
