#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

namespace workspace_exporter::simulator {

/// One fault: what, on which requests, how often. README.md lists the kinds.
struct Fault {
  std::string kind;

  // Which requests. Those that match are counted; the fault strikes the `from`th, and every `every`th after it.
  std::string operation = "list_sessions";  ///< or another of simulator_route.h, iam for all of IAM's, any
  std::string project = {};                 ///< of list_sessions; empty: any
  std::int64_t offset = -1;                 ///< of the page; below 0: any
  std::int64_t from = 1;
  std::int64_t every = 1;
  std::int64_t times = 0;  ///< at most so often; 0: no limit
  double probability = 1;

  // How.
  std::int64_t status = 503;
  std::string shape = "a";
  std::string code;
  std::string message;
  std::string limit;              ///< as ParseLimit takes it
  std::string policy = "ip";      ///< whom the limit counts: ip, user, app, api
  bool counts_rejected = true;    ///< refused requests count as well
  std::int64_t retry_after = -1;  ///< seconds; below 0: no header
  double delay_ms = 0;
  std::int64_t bytes = 1;
  bool chunked = false;
  std::string form;
  std::int64_t delta = 0;
  bool grow = false;  ///< `delta` once more with each strike
  std::int64_t rows = 1;
  bool replace = false;
  std::string location = "https://example.com/";
  std::string name;   ///< of a header
  std::string value;  ///< of a header; the JSON in place of a count
};

/// Throws std::invalid_argument, naming the key, where it is wrong.
Fault FaultFromJson(const nlohmann::json& json);
nlohmann::json ToJson(const Fault& fault);

}  // namespace workspace_exporter::simulator
