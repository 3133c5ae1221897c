#include "workspace/retrying_page_reader.h"

#include <utility>

namespace workspace_exporter {

RetryingPageReader::RetryingPageReader(WorkspaceClient& client, RetryPolicy policy, RetryContext context,
                                       Milliseconds request_timeout)
    : client_(client), policy_(policy), context_(std::move(context)), request_timeout_(request_timeout) {}

Result<SessionPage> RetryingPageReader::Read(const ListQuery& query, PageRange range) {
  return WithRetries(policy_, context_, [&] { return client_.ReadPage(query, range, request_timeout_); });
}

}  // namespace workspace_exporter
