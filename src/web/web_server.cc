#include "web/web_server.h"

#include <exception>
#include <utility>

#include "web/http_answer.h"
#include "web/listener.h"
#include "web/request_processor.h"

namespace workspace_exporter {

WebServer::WebServer(WebHandler handler, WebLimits limits, ConnectionCounts& counts, std::size_t max_workers,
                     const Clock& clock, StreamFactory streams)
    : limits_(limits), counts_(counts), clock_(clock), streams_(std::move(streams)), handler_(std::move(handler)) {
  workers_.emplace(max_workers);
}

// The front first, as it gives jobs to the workers, but without taking it away, as they give it answers.
WebServer::~WebServer() { Stop(Milliseconds(0)); }

Result<std::vector<std::string>> WebServer::Start(const std::vector<std::string>& addresses) {
  Result<std::vector<Listener>> listeners = Listen(addresses);
  if (!listeners) return std::move(listeners).error();
  std::vector<std::string> bound;
  for (const Listener& listener : *listeners) bound.push_back(listener.address);
  front_ = std::make_unique<Front>(
      *std::move(listeners), limits_, counts_, clock_, streams_, [this](std::uint64_t connection, RequestHead head) {
        workers_->Run([this, connection, head = std::move(head)]() mutable { Process(connection, std::move(head)); });
      });
  front_->Start();
  return bound;
}

void WebServer::Process(std::uint64_t connection, RequestHead head) noexcept {
  const bool keep_alive = head.keep_alive;
  try {
    const auto receipt = std::make_shared<Receipt>();
    const auto handler = [this, receipt](WebRequest request) {
      request.receipt = receipt;
      return handler_(request);
    };
    return front_->Deliver(connection, ProcessRequest(handler, std::move(head), clock_), keep_alive, receipt);
  } catch (const std::exception&) {
    counts_.Refused(Refusal::kNoMemory);
  }
  try {
    front_->Deliver(connection, ClosingAnswer(500, clock_.Now()), /*keep_alive=*/false);
  } catch (const std::exception&) {
    return;  // not even for that; the connection ends with the time that an answer may take
  }
}

void WebServer::Stop(Milliseconds grace) {
  if (front_ != nullptr) front_->Stop(grace);
}

}  // namespace workspace_exporter
