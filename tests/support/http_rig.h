#pragma once

#include <chrono>
#include <csignal>
#include <memory>
#include <stop_token>
#include <string>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/origin.h"
#include "http/cares_resolver.h"
#include "http/pooled_transport.h"
#include "support/slowdown.h"

namespace workspace_exporter {

/// For a request that is not about its deadline.
constexpr Milliseconds kLimit = std::chrono::seconds(5);

/// What a test of the real transport needs around it.
struct HttpRig {
  HttpRig() { std::signal(SIGPIPE, SIG_IGN); }

  std::unique_ptr<PooledTransport> Transport(const std::string& url, std::shared_ptr<const TlsContext> tls = nullptr) {
    return std::make_unique<PooledTransport>(*ParseOrigin(url), std::move(tls), resolver, clock, stop.get_token(),
                                             PooledTransportOptions{.user_agent = "test/1", .max_body = 1000});
  }
  std::unique_ptr<PooledTransport> Plain(std::uint16_t port) {
    return Transport(fmt::format("http://127.0.0.1:{}", port));
  }

  SystemClock clock;
  CaresResolver resolver;
  std::stop_source stop;
};

/// A request that must be over by its deadline.
struct Timed {
  Timed(HttpTransport& transport, Milliseconds limit, const HttpRequest& request = {.target = "/"}) {
    const SystemClock clock;
    const SteadyTime begun = clock.SteadyNow();
    answer = transport.Send(request, Deadline::In(clock, limit));
    took = std::chrono::ceil<Milliseconds>(clock.SteadyNow() - begun);
    in_time = took <= limit + Slowdown() * Milliseconds(100);
  }

  ErrorKind kind() const { return answer.error().kind; }
  const std::string& message() const { return answer.error().message; }

  Result<HttpResponse> answer = Error{};
  Milliseconds took = {};
  bool in_time = false;
};

}  // namespace workspace_exporter
