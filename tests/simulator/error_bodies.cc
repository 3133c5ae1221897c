#include "simulator/error_bodies.h"

#include <stdexcept>

#include <nlohmann/json.hpp>

namespace workspace_exporter::simulator {
namespace {

using nlohmann::json;

constexpr std::size_t kDeniedLetters = 4000;

json ShapeA(std::string_view code, std::string_view message, std::string_view request_id) {
  return {{"error_code", code}, {"error_msg", message}, {"request_id", request_id}};
}

json Details(json shape) {
  shape["encoded_authorization_message"] = "XWtZCrvQW1FH";
  shape["error_detail"] = "no more is known";
  shape["details"] = json::array({{{"error_code", "WKS.0403"}, {"error_msg", "denied by policy"}}});
  return shape;
}

/// It is decoded by an API of STS, and may be as long as the policies that it is about.
json Denied(json shape) {
  std::string encoded;
  while (encoded.size() < kDeniedLetters) encoded += "XWtZCrvQW1FHcfgxfKVPAKS3";
  shape["encoded_authorization_message"] = encoded + "TQ==";
  return shape;
}

Response WithBody(int status, std::string type, std::string body) {
  return {.status = status, .headers = {{"Content-Type", std::move(type)}}, .body = std::move(body)};
}

}  // namespace

Response MakeError(int status, std::string_view code, std::string_view message, std::string_view request_id,
                   std::string_view shape) {
  const auto as_json = [status](const json& body) { return WithBody(status, "application/json", body.dump()); };
  if (shape == "a") return as_json(ShapeA(code, message, request_id));
  if (shape == "b") return as_json({{"code", code}, {"message", message}});
  if (shape == "c") {
    return as_json({{"error", {{"message", message}, {"code", status}, {"title", ReasonPhrase(status)}}}});
  }
  if (shape == "d") return as_json({{"errorCode", code}, {"errorMessage", message}});
  if (shape == "camel") return as_json({{"errorCode", code}, {"errorMsg", message}, {"requestId", request_id}});
  if (shape == "nested_twice") {
    return as_json({{"response", {{"fault", ShapeA(code, message, request_id)}, {"status", "failed"}}}});
  }
  if (shape == "nested") return as_json({{"fault", ShapeA(code, message, request_id)}});
  if (shape == "details") return as_json(Details(ShapeA(code, message, request_id)));
  if (shape == "denied") return as_json(Denied(ShapeA(code, message, request_id)));
  if (shape == "html") {
    return WithBody(status, "text/html",
                    "<html>\r\n<head><title>" + std::string(ReasonPhrase(status)) +
                        "</title></head>\r\n<body><center><h1>blocked by the firewall</h1></center></body></html>\r\n");
  }
  if (shape == "text") return WithBody(status, "text/plain", std::string(message));
  if (shape == "empty") return WithBody(status, "application/json", "");
  throw std::invalid_argument("shape: not known");
}

Response MakeIamError(int status, std::string_view message) { return MakeError(status, "", message, "", "c"); }

}  // namespace workspace_exporter::simulator
