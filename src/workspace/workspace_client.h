#pragma once

#include <functional>
#include <string>

#include "base/clock.h"
#include "http/transport.h"
#include "workspace/list_query.h"
#include "workspace/page_parser.h"
#include "workspace/session.h"

namespace workspace_exporter {

/// The one call of the Workspace API that this program makes, list-sessions of one project. Thread-safe if the
/// transport is.
class WorkspaceClient final {
 public:
  /// `project_id` is asked for at each request, from any thread: it may have to be looked up first, in as much time.
  WorkspaceClient(HttpTransport& transport, const Clock& clock, SessionPageParser& parser,
                  std::function<Result<std::string>(Milliseconds)> project_id);

  /// One request, one page, whose time begins once the project's id is known. Errors are those of the project's id,
  /// those of the transport, those a status stands for (kAuth, kThrottled, kServer, kRejected), and kMalformed for a
  /// body that is no page of sessions or that has more rows than were asked for.
  Result<SessionPage> ReadPage(const ListQuery& query, PageRange range, Milliseconds time);

 private:
  HttpTransport& transport_;
  const Clock& clock_;
  SessionPageParser& parser_;
  const std::function<Result<std::string>(Milliseconds)> project_id_;
};

}  // namespace workspace_exporter
