#include "workspace/page_parser.h"

#include <algorithm>
#include <bit>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/utf8.h"
#include "workspace/json_fault.h"
#include "workspace/json_reader.h"
#include "workspace/json_repair.h"
#include "workspace/page_decoder.h"

namespace workspace_exporter {
namespace {

using simdjson::error_code;

/// Twice a page of 100 rows. The buffers of a greater one, up to ten times as large and one for each request in flight,
/// are given back.
constexpr std::size_t kMostKept = std::size_t{256} * 1024;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Not every version of simdjson skips it.
std::string_view WithoutByteOrderMark(std::string_view body) {
  return body.starts_with(kByteOrderMark) ? body.substr(kByteOrderMark.size()) : body;
}

error_code Iterate(simdjson::ondemand::parser& parser, std::string& body, simdjson::ondemand::document& document) {
  // simdjson reads a little beyond the end. What transports append to has the room already, as a rule.
  body.reserve(body.size() + simdjson::SIMDJSON_PADDING);
  const std::string_view json = WithoutByteOrderMark(body);
  if (parser.capacity() < json.size()) {
    // In powers of two, so that pages of about one size do not each ask for a few bytes more.
    const error_code error = parser.allocate(json.size() < kMostKept ? std::bit_ceil(json.size()) : json.size());
    if (error != simdjson::SUCCESS) return error;
  }
  const std::size_t room = body.capacity() - (body.size() - json.size());
  return parser.iterate(simdjson::padded_string_view(json.data(), json.size(), room)).get(document);
}

Error Malformed(std::string_view fault) { return {ErrorKind::kMalformed, fmt::format("the body {}", fault)}; }

/// Why a body that simdjson refused, or that is no object, is no page. It is read once more for this.
Error WhyNot(std::string_view json, error_code error) {
  if (const auto fault = FindJsonFault(json)) {
    return Malformed(fmt::format("is not JSON, or is cut off, at byte {}", *fault + 1));
  }
  const std::string_view value = json.substr(json.find_first_not_of(" \t\n\r"));
  if (value.front() != '{') return Malformed(fmt::format("is not an object but {}", Describe(value)));
  return Malformed(fmt::format("cannot be read: {}", simdjson::error_message(error)));
}

}  // namespace

struct SessionPageParser::Buffers {
  explicit Buffers(std::uint64_t hash_key) : rows(hash_key) {}

  simdjson::ondemand::parser json;
  RowBuilder rows;
};

SessionPageParser::SessionPageParser(std::uint64_t hash_key) : hash_key_(hash_key) {}
SessionPageParser::~SessionPageParser() = default;

Result<SessionPage> SessionPageParser::Parse(std::string body, std::size_t most_rows) {
  ReplaceLoneSurrogates(body);
  std::unique_ptr<Buffers> buffers = TakeBuffers();
  simdjson::ondemand::document document;
  error_code error = Iterate(buffers->json, body, document);
  if (error == simdjson::UTF8_ERROR) {
    body = RepairUtf8(body);
    error = Iterate(buffers->json, body, document);
  }
  const std::string_view json = WithoutByteOrderMark(body);
  buffers->rows.Clear();
  PageDecoder page(document, json, most_rows, buffers->rows);
  if (error != simdjson::SUCCESS || !page.Read()) {
    return page.fault().empty() ? WhyNot(json, error) : Malformed(page.fault());
  }
  SessionPage read = buffers->rows.Page(page.count());
  if (body.size() <= kMostKept) PutBuffers(std::move(buffers));
  return read;
}

std::unique_ptr<SessionPageParser::Buffers> SessionPageParser::TakeBuffers() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Buffers> last = std::move(idle_.back());
      idle_.pop_back();
      return last;
    }
  }
  return std::make_unique<Buffers>(hash_key_);
}

void SessionPageParser::PutBuffers(std::unique_ptr<Buffers> buffers) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(buffers));
}

}  // namespace workspace_exporter
