#include "simulator/fault_effects.h"

#include <algorithm>

#include "simulator/error_bodies.h"
#include "simulator/gzip_member.h"
#include "simulator/simulated_limit.h"

namespace workspace_exporter::simulator {
namespace {

constexpr std::size_t kDeep = 200'000;
constexpr std::size_t kUnpacked = 20'000'000;

/// The code a gateway or service would give with that status.
std::string_view UsualCode(std::int64_t status) {
  switch (status) {
    case 401: return "APIGW.0307";
    case 403: return "APIGW.0302";
    case 404: return "APIGW.0101";
    case 429: return "APIGW.0308";
    case 502:
    case 504: return "APIGW.0201";
    case 503: return "APIGW.0613";
    default: return "WKS.00139901";
  }
}

Response ErrorOf(const Fault& fault, std::string_view request_id) {
  const std::string_view code = fault.code.empty() ? UsualCode(fault.status) : std::string_view(fault.code);
  const std::string_view message = fault.message.empty() ? "made to fail" : std::string_view(fault.message);
  Response response = MakeError(static_cast<int>(fault.status), code, message, request_id, fault.shape);
  if (fault.retry_after >= 0) response.headers.emplace_back("Retry-After", std::to_string(fault.retry_after));
  return response;
}

void GarbleBody(const Fault& fault, std::string& body) {
  if (fault.form == "not_json") body = "]}this is no JSON{[";
  if (fault.form == "cut") body.resize(body.size() * 2 / 3);
  if (fault.form == "array") body = "[" + body + "]";
  if (fault.form == "empty") body.clear();
  if (fault.form == "html") body = "<html><body>Please sign in to this network</body></html>";
  if (fault.form == "trailing") body += "{\"count\":0}";
  if (fault.form == "deep") {
    body = R"({"count":1,"items":)" + std::string(kDeep, '[') + std::string(kDeep, ']') + "}";
  }
  if (fault.form == "huge") body = std::string(R"({"count":1,"items":[{"id":")") + kFillerMark + R"("}]})";
}

/// The gateway's words where it throttles, unless the fault has its own.
Response TooMany(Fault fault, std::string_view request_id) {
  fault.status = 429;
  if (fault.message.empty()) fault.message = ThrottlingMessage(fault.policy, ParseLimit(fault.limit).words);
  return ErrorOf(fault, request_id);
}

/// A body that its Content-Encoding says is packed, whether it is or not.
void Pack(const Fault& fault, Response& response) {
  if (fault.form.empty()) response.body = Gzip(response.body);
  if (fault.form == "bomb") response.body = Gzip(std::string(kUnpacked, ' '));
  if (fault.form == "garbled") response.body = Gzip(response.body).replace(10, 20, 20, '?');
  response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace

bool StopsAtGateway(const std::vector<Fault>& faults) {
  return std::ranges::find(faults, "rate_limit", &Fault::kind) != faults.end();
}

void SpoilResponse(const std::vector<Fault>& faults, std::string_view request_id, Response& response) {
  for (const Fault& fault : faults) {
    if (fault.kind == "status") response = ErrorOf(fault, request_id);
    if (fault.kind == "rate_limit") response = TooMany(fault, request_id);
    if (fault.kind == "redirect") response = {.status = 302, .headers = {{"Location", fault.location}}, .body = ""};
    if (fault.kind == "garble") GarbleBody(fault, response.body);
    if (fault.kind == "gzip") Pack(fault, response);
  }
}

void SpoilHeaders(const std::vector<Fault>& faults, Response& response) {
  for (const Fault& fault : faults) {
    if (fault.kind != "header") continue;
    std::erase_if(response.headers, [&fault](const auto& header) { return header.first == fault.name; });
    if (!fault.value.empty()) response.headers.emplace_back(fault.name, fault.value);
  }
}

void SpoilDelivery(const std::vector<Fault>& faults, Delivery& delivery) {
  for (const Fault& fault : faults) {
    const auto bytes = static_cast<std::size_t>(fault.bytes);
    delivery.chunked |= fault.chunked || fault.kind == "chunked" || fault.kind == "broken_chunks";
    delivery.delay += fault.kind == "drip_headers" || fault.kind == "drip_body" ? 0 : fault.delay_ms;
    if (fault.kind == "hang") delivery.hang = true;
    if (fault.kind == "reset_before_headers") delivery.reset_before = true;
    if (fault.kind == "reset_in_headers") delivery.head_bytes = bytes;
    if (fault.kind == "reset_after_headers") delivery.reset_after_head = true;
    if (fault.kind == "length") delivery.length_delta = fault.delta;
    if (fault.kind == "broken_chunks") delivery.chunk_form = fault.form;
    if (fault.kind == "broken_head") delivery.head_form = fault.form;
    if (fault.kind == "close") delivery.close = true;
    if (fault.kind == "close_mid_body") delivery.body_bytes = bytes;
    if (fault.kind == "drip_headers") delivery.drip_head = fault.delay_ms;
    if (fault.kind == "garble" && fault.form == "huge") {
      delivery.filler = fault.bytes > 1 ? bytes : 100'000'000;
    }
    if (fault.kind == "drip_body") {
      delivery.drip_body = fault.delay_ms;
      delivery.drip_bytes = bytes;
    }
  }
}

}  // namespace workspace_exporter::simulator
