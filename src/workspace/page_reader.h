#pragma once

#include "base/result.h"
#include "workspace/list_query.h"
#include "workspace/session.h"

namespace workspace_exporter {

/// Reads pages of the list of sessions. Thread-safe: pages are read in parallel.
class PageReader {
 public:
  virtual ~PageReader() = default;

  /// An error is final: what may be tried again has been.
  virtual Result<SessionPage> Read(const ListQuery& query, PageRange range) = 0;
};

}  // namespace workspace_exporter
