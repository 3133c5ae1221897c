#include "web/web_server.h"

#include <exception>
#include <iterator>
#include <utility>

#include "web/listener.h"

namespace workspace_exporter {

WebServer::WebServer(WebHandler handler, WebLimits limits, ConnectionCounts& counts, std::size_t max_workers,
                     const Clock& clock, StreamFactory streams)
    : limits_(limits), counts_(counts), clock_(clock), streams_(std::move(streams)), handler_(std::move(handler)) {
  workers_.emplace(max_workers);
}

// The front first, as it gives jobs to the workers, but without taking it away, as they give it answers.
WebServer::~WebServer() { Stop(Milliseconds(0)); }

Result<std::vector<std::string>> WebServer::Start(const std::vector<std::string>& addresses) {
  std::vector<Listener> listeners;
  std::vector<std::string> bound;
  for (const std::string& address : addresses) {
    Result<std::vector<Listener>> of_address = Listen(address);
    if (!of_address) return std::move(of_address).error();
    for (Listener& listener : *of_address) {
      bound.push_back(listener.address);
      listeners.push_back(std::move(listener));
    }
  }
  front_ = std::make_unique<Front>(
      std::move(listeners), limits_, counts_, clock_, streams_, [this](std::uint64_t connection, RequestHead head) {
        workers_->Run([this, connection, head = std::move(head)] { Process(connection, head); });
      });
  front_->Start();
  return bound;
}

void WebServer::Process(std::uint64_t connection, const RequestHead& head) noexcept {
  try {
    const auto receipt = std::make_shared<Receipt>();
    const RequestProcessor processor([&](WebRequest request) {
      request.address = head.address;
      request.connection = connection;
      request.receipt = receipt;
      return handler_(request);
    });
    return front_->Deliver(connection, processor.Process(head, head.keep_alive), head.keep_alive, receipt);
  } catch (const std::exception&) {
    counts_.Refused(Refusal::kNoMemory);
  }
  try {
    front_->Deliver(connection, ClosingAnswer(500), /*keep_alive=*/false);
  } catch (const std::exception&) {
    return;  // not even for that; the connection ends with the time that an answer may take
  }
}

void WebServer::Stop(Milliseconds grace) {
  if (front_ != nullptr) front_->Stop(grace);
}

}  // namespace workspace_exporter
