#pragma once

#include <cstdint>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "workspace/page_parser.h"

namespace workspace_exporter {

inline constexpr std::uint64_t kHashKey = 0x0123456789abcdef;
inline constexpr std::size_t kMostRows = 100;

inline SessionPage Parsed(const std::string& body, std::uint64_t hash_key = kHashKey) {
  Result<SessionPage> page = SessionPageParser(hash_key).Parse(body, kMostRows);
  REQUIRE_MESSAGE(page, (page ? "" : page.error().message));
  return *std::move(page);
}

inline std::string Fault(const std::string& body) {
  const Result<SessionPage> page = SessionPageParser(kHashKey).Parse(body, kMostRows);
  REQUIRE_FALSE(page);
  CHECK(page.error().kind == ErrorKind::kMalformed);
  return page.error().message;
}

/// The page of one row with an id and these fields.
inline std::string BodyWithFields(const std::string& fields) {
  return fmt::format(R"({{"count":1,"items":[{{"id":"a",{}}}]}})", fields);
}

inline SessionPage WithFields(const std::string& fields, std::uint64_t hash_key = kHashKey) {
  return Parsed(BodyWithFields(fields), hash_key);
}

inline std::string LabelOf(const std::string& fields, SessionLabel label) {
  return std::string(WithFields(fields).rows.at(0).Label(label));
}

}  // namespace workspace_exporter
