#include "collection/listing_reader.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "base/fault_barrier.h"
#include "base/thread_name.h"

namespace workspace_exporter {
namespace {

const MayRead kAlways = [] { return true; };
constexpr int kReadAttempts = 3;

/// As many as there are to be had: with fewer, a listing takes longer, and that is all.
template <typename Work>
void StartThreads(std::vector<std::jthread>& threads, std::size_t count, const Work& work) {
  try {
    while (threads.size() < count) {
      threads.emplace_back([work] {
        NameThisThread("page reader");
        work();
      });
    }
  } catch (const std::exception&) {  // no thread, or no memory for it
    return;
  }
}

}  // namespace

/// Hands pages out to the threads that read them, and takes in what they bring.
class ListingReader::Round {
 public:
  Round(const std::vector<PageRequest>& requests, const RoundCallbacks& callbacks)
      : requests_(requests), callbacks_(callbacks) {}

  /// The next one to read; null when all are taken, one has failed, or no more may be read.
  const PageRequest* Next() {
    const std::lock_guard lock(mutex_);
    while (next_ < requests_.size() && !callbacks_.is_wanted(next_)) ++next_;
    return error_ || next_ == requests_.size() || !callbacks_.may_read() ? nullptr : &requests_[next_++];
  }
  void Bring(const PageRequest& request, Result<SessionPage> page) {
    const std::lock_guard lock(mutex_);
    if (page) {
      callbacks_.take_page(static_cast<std::size_t>(&request - requests_.data()), *page);
    } else if (!error_) {
      error_ = std::move(page).error().Within(fmt::format("page at offset {}", request.range.offset));
    }
  }
  void Fail(const Error& error) {
    const std::lock_guard lock(mutex_);
    error_ = error;
  }
  std::optional<Error> TakeError() && { return std::move(error_); }

 private:
  std::mutex mutex_;
  const std::vector<PageRequest>& requests_;
  const RoundCallbacks& callbacks_;
  std::size_t next_ = 0;
  std::optional<Error> error_;
};

ListingReader::ListingReader(PageReader& pages, const Clock& clock, ListingOptions options,
                             CollectionProgress& progress)
    : pages_(pages), clock_(clock), options_(std::move(options)), progress_(progress) {}

Result<Listing> ListingReader::Read(const ListQuery& query) {
  const SteadyTime began = clock_.SteadyNow();
  for (int attempt = 1;; ++attempt) {
    LabelPool labels(options_.kept_labels);
    PageChain chain(options_.page_size, labels);
    std::vector<PageChain::Stretch*> waiting;
    if (std::optional<Error> error = ReadOn(query, chain, waiting, kAlways)) return *std::move(error);
    Result<Listing> listing = Finish(query, std::move(labels), std::move(chain), began);
    if (listing) return listing;
    if (attempt == kReadAttempts) return std::move(listing).error().Within(fmt::format("in {} attempts", attempt));
  }
}

Result<std::uint64_t> ListingReader::Count(const ListQuery& query) {
  ++progress_.pages_planned;
  const Result<SessionPage> page = pages_.Read(query, {.offset = 0, .limit = 1});
  if (!page) return page.error();
  ++progress_.pages_read;
  return page->count;
}

Result<Listing> ListingReader::Finish(const ListQuery& query, LabelPool labels, PageChain chain,
                                      SteadyTime began) const {
  const SteadyTime now = clock_.SteadyNow();
  const ListingProof proof = chain.proof();
  if (!chain.IsWhole()) {
    return Error{ErrorKind::kInconsistent,
                 fmt::format("the list moved while it was read: {} sessions read where the API counts {}", proof.items,
                             proof.expected)};
  }
  return Listing{.query = query,
                 .labels = std::move(labels),
                 .records = std::move(chain).TakeRecords(),
                 .proof = proof,
                 .completed_at = clock_.Now(),
                 .completed = now,
                 .duration = std::chrono::round<Milliseconds>(now - began)};
}

std::optional<Error> ListingReader::ReadOn(const ListQuery& query, PageChain& chain,
                                           std::vector<PageChain::Stretch*>& waiting, const MayRead& may_read) {
  while (true) {
    if (waiting.empty()) {
      waiting = chain.Next();
      progress_.pages_planned += waiting.size();
    }
    if (waiting.empty()) return std::nullopt;
    std::optional<Error> error = ReadStretches(query, chain, waiting, may_read);
    std::erase_if(waiting, [&chain](const PageChain::Stretch* stretch) {
      return stretch->order != 0 || !chain.MayHaveRows(*stretch);
    });
    if (error || !waiting.empty()) return error;
  }
}

std::optional<Error> ListingReader::ReadStretches(const ListQuery& query, PageChain& chain,
                                                  const std::vector<PageChain::Stretch*>& stretches,
                                                  const MayRead& may_read) {
  std::vector<PageRequest> requests;
  requests.reserve(stretches.size());
  for (const PageChain::Stretch* stretch : stretches) requests.push_back({&query, stretch->range});
  return ReadAtOnce(requests,
                    {.may_read = may_read,
                     .is_wanted = [&](std::size_t i) { return chain.MayHaveRows(*stretches[i]); },
                     .take_page = [&](std::size_t i, const SessionPage& page) { chain.Add(*stretches[i], page); }});
}

Result<std::vector<std::optional<Listing>>> ListingReader::ReadOfOnePage(const std::vector<ListQuery>& queries) {
  progress_.pages_planned += queries.size();
  std::vector<PageRequest> requests;
  requests.reserve(queries.size());
  for (const ListQuery& query : queries) requests.push_back({&query, {.offset = 0, .limit = options_.page_size}});
  std::vector<std::optional<Listing>> listings(queries.size());
  const auto take = [&](std::size_t i, const SessionPage& page) {
    LabelPool labels(options_.kept_labels);
    PageChain chain(options_.page_size, labels);
    chain.Add(*chain.Next().front(), page);
    if (!chain.Next().empty()) return;
    Result<Listing> listing = Finish(queries[i], std::move(labels), std::move(chain), clock_.SteadyNow());
    if (listing) listings[i] = *std::move(listing);
  };
  if (std::optional<Error> error = ReadAtOnce(requests, {.may_read = kAlways, .take_page = take}))
    return *std::move(error);
  return listings;
}

std::optional<Error> ListingReader::ReadAtOnce(const std::vector<PageRequest>& requests,
                                               const RoundCallbacks& callbacks) {
  Round round(requests, callbacks);
  const auto work = [&] {
    while (const PageRequest* const request = round.Next()) {
      // A page that was taken in part makes the listing worthless, which is what kInconsistent says.
      const Result<Done> brought = WithoutThrowing(ErrorKind::kInconsistent, [&]() -> Result<Done> {
        Result<SessionPage> page = pages_.Read(*request->query, request->range);
        if (page) ++progress_.pages_read;
        round.Bring(*request, std::move(page));
        return Done{};
      });
      if (!brought) round.Fail(brought.error());
    }
  };
  const std::size_t wanted = std::min<std::size_t>(options_.concurrency, requests.size()) - 1;
  std::optional<ThreadBudget::Share> share;
  if (options_.threads != nullptr) share.emplace(*options_.threads, wanted);
  {
    std::vector<std::jthread> others;
    StartThreads(others, share ? share->threads() : wanted, work);
    work();
  }
  return std::move(round).TakeError();
}

}  // namespace workspace_exporter
