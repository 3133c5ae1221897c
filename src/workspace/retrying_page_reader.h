#pragma once

#include "base/clock.h"
#include "http/retry.h"
#include "workspace/page_reader.h"
#include "workspace/workspace_client.h"

namespace workspace_exporter {

/// Reads each page under a time limit of its own, and again where that may help: a body that is no page included.
class RetryingPageReader final : public PageReader {
 public:
  RetryingPageReader(WorkspaceClient& client, RetryPolicy policy, RetryContext context, Milliseconds request_timeout);

  Result<SessionPage> Read(const ListQuery& query, PageRange range) override;

 private:
  WorkspaceClient& client_;
  const RetryPolicy policy_;
  const RetryContext context_;
  const Milliseconds request_timeout_;
};

}  // namespace workspace_exporter
