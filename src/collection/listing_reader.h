#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "collection/listing.h"
#include "collection/progress.h"
#include "collection/thread_budget.h"
#include "workspace/page_reader.h"

namespace workspace_exporter {

struct ListingOptions {
  std::uint32_t page_size = 100;               ///< rows a page, 2 to 100
  std::uint32_t concurrency = 8;               ///< requests in flight
  std::vector<SessionLabel> kept_labels = {};  ///< labels of a session that are kept
  ThreadBudget* threads = nullptr;             ///< what the threads of further requests come from; null: no bound
};

/// Whether one page more may be read now. Asked by one thread at a time.
using MayRead = std::function<bool()>;

/// Reads whole lists of sessions, many pages at once. One listing at a time.
class ListingReader final {
 public:
  ListingReader(PageReader& pages, const Clock& clock, ListingOptions options, CollectionProgress& progress);

  /// The whole list, or the error of the first page that could not be read, or kInconsistent where the list did not
  /// stand still in three attempts.
  Result<Listing> Read(const ListQuery& query);

  /// The lists that fit on a page each; nothing for one that does not.
  Result<std::vector<std::optional<Listing>>> ReadOfOnePage(const std::vector<ListQuery>& queries);

  /// How many sessions the API counts, by a request for one.
  Result<std::uint64_t> Count(const ListQuery& query);

  // The parts of Read, for a listing that is read a few pages at a time.

  const ListingOptions& options() const { return options_; }
  /// Reads what the chain asks for, until it asks for nothing more: then `waiting` is empty. Else `waiting`, empty at
  /// first, holds what a further call begins with: a page could not be read, which is the error, or `may_read`, which
  /// is asked before each, said no.
  std::optional<Error> ReadOn(const ListQuery& query, PageChain& chain, std::vector<PageChain::Stretch*>& waiting,
                              const MayRead& may_read);
  /// The listing of a chain that asks for nothing more; kInconsistent where the list did not stand still.
  Result<Listing> Finish(const ListQuery& query, LabelPool labels, PageChain chain, SteadyTime began) const;

 private:
  /// A page of a list. The query outlives it.
  struct PageRequest {
    const ListQuery* query = nullptr;
    PageRange range = {};
  };
  /// What is done with the pages that are read at once; one of these is called at a time.
  struct RoundCallbacks {
    MayRead may_read;
    std::function<bool(std::size_t request)> is_wanted = [](std::size_t /*request*/) { return true; };
    std::function<void(std::size_t request, const SessionPage& page)> take_page;
  };
  class Round;

  std::optional<Error> ReadStretches(const ListQuery& query, PageChain& chain,
                                     const std::vector<PageChain::Stretch*>& stretches, const MayRead& may_read);
  std::optional<Error> ReadAtOnce(const std::vector<PageRequest>& requests, const RoundCallbacks& callbacks);

  PageReader& pages_;
  const Clock& clock_;
  const ListingOptions options_;
  CollectionProgress& progress_;
};

}  // namespace workspace_exporter
