#pragma once

#include <algorithm>
#include <string>

#include <httplib.h>
#include <nlohmann/json.hpp>

#include "simulator/signature.h"
#include "simulator/simulated_clock.h"
#include "simulator/simulator_http.h"

namespace workspace_exporter {

/// The headers of a request signed now; the key's security token, if it has one, is among them. The signatures
/// themselves are compared with the vendor's in simulator_signature_test.cc.
inline httplib::Headers Sign(const std::string& method, const std::string& target, const simulator::AccessKey& key,
                             const std::string& body = "") {
  std::string date = simulator::FormatUtc(simulator::SimulatedClock::RealNow()).substr(0, 19) + "Z";
  std::erase_if(date, [](char letter) { return letter == '-' || letter == ':'; });
  simulator::Request request;
  simulator::ParseHead(method + " " + target + " HTTP/1.1\r\n\r\n", request);
  request.body = body;
  request.headers = {{"x-sdk-date", date}};
  httplib::Headers headers = {{"X-Sdk-Date", date}};
  std::string names = "x-sdk-date";
  if (!key.security_token.empty()) {
    names += ";x-security-token";
    request.headers.emplace_back("x-security-token", key.security_token);
    headers.emplace("X-Security-Token", key.security_token);
  }
  headers.emplace("Authorization", "SDK-HMAC-SHA256 Access=" + key.id + ", SignedHeaders=" + names +
                                       ", Signature=" + simulator::SignatureOf(request, names, key.secret));
  return headers;
}

/// The key in an answer of IAM or of the metadata service.
inline simulator::AccessKey KeyIn(const std::string& body) {
  const nlohmann::json credential = nlohmann::json::parse(body).at("credential");
  return {.id = credential.at("access").get<std::string>(),
          .secret = credential.at("secret").get<std::string>(),
          .security_token = credential.at("securitytoken").get<std::string>()};
}

/// A signed page of the project's sessions.
inline httplib::Result SignedList(httplib::Client& client, const std::string& project,
                                  const simulator::AccessKey& key) {
  const std::string target = "/v1/" + project +
                             "/session/list-sessions?query_begin_time=2000-01-01T00:00:00.000Z"
                             "&query_end_time=2099-01-01T00:00:00.000Z";
  return client.Get(target, Sign("GET", target, key));
}

}  // namespace workspace_exporter
