#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace workspace_exporter {

/// The text as a gzip stream (RFC 1952). None if there is no memory for it (about 270 kB and the text's own size), or
/// the text is longer than 2 GiB. Does not throw. Thread-safe.
std::optional<std::string> Gzip(std::string_view text) noexcept;

}  // namespace workspace_exporter
