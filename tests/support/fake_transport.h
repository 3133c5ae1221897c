#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "http/transport.h"

namespace workspace_exporter {

/// Records what is sent, and answers as a test says. Thread-safe.
class FakeTransport final : public HttpTransport {
 public:
  using Answerer = std::function<Result<HttpResponse>(const HttpRequest&)>;

  explicit FakeTransport(Answerer answerer) : answerer_(std::move(answerer)) {}

  Result<HttpResponse> Send(const HttpRequest& request, Deadline /*deadline*/) override {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    return answerer_(request);
  }

  std::vector<HttpRequest> requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  mutable std::mutex mutex_;
  const Answerer answerer_;
  std::vector<HttpRequest> requests_;
};

}  // namespace workspace_exporter
