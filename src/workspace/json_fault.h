#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace workspace_exporter {

/// Where a text stops being JSON (RFC 8259): the place of the first byte that cannot follow, the size of the text where
/// it is cut off, nothing where it is JSON. Takes any depth and any number, and leaves UTF-8 and surrogates to others.
std::optional<std::size_t> FindJsonFault(std::string_view text);

}  // namespace workspace_exporter
