#include "web/request_processor.h"

#include <utility>

#include "web/http_answer.h"
#include "web/request_target.h"
#include "web/router.h"

namespace workspace_exporter {
namespace {

WebRequest ToWebRequest(RequestHead head) {
  RequestTarget target = ReadTarget(head.target);
  return {.method = std::move(head.method),
          .path = std::move(target.path),
          .query = std::move(target.query),
          .headers = std::move(head.headers),
          .peer = std::move(head.peer),
          .address = std::move(head.address),
          .connection = std::move(head.connection)};
}

WebResponse AnswerTo(const WebHandler& handler, const WebRequest& request) {
  try {
    return handler(request);
  } catch (...) {
    return InternalError();
  }
}

}  // namespace

std::string ProcessRequest(const WebHandler& handler, RequestHead head, const Clock& clock) {
  const bool keep_alive = head.keep_alive;
  const WebRequest request = ToWebRequest(std::move(head));
  const WebResponse response = AnswerTo(handler, request);
  return WriteAnswer(response, clock.Now(), {.has_body = request.method != "HEAD", .keep_alive = keep_alive});
}

}  // namespace workspace_exporter
