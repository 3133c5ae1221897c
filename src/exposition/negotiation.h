#pragma once

#include <cstdint>
#include <string_view>

namespace workspace_exporter {

/// How a page may be written: Prometheus' text format 0.0.4, or OpenMetrics 1.0.
enum class Format : std::uint8_t { kText, kOpenMetrics };

// All functions are thread-safe.

/// The format that the header Accept likes best (RFC 9110, section 12.5.1). Of media type parameters only `version`
/// counts: a version that is not one of ours is not offered; others, such as `escaping`, make no difference to names
/// like ours. Between equals the more specific range wins, then the earlier; text where the header does not tell the
/// formats apart, is empty, or accepts neither.
Format Negotiate(std::string_view accept);

/// The value of the header Content-Type.
std::string_view ContentType(Format format);

/// Whether the header Accept-Encoding likes gzip at least as well as no coding (RFC 9110, section 12.5.3). False for an
/// empty one: who says nothing may not be able to read it.
bool AcceptsGzip(std::string_view accept_encoding);

}  // namespace workspace_exporter
