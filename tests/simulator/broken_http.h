#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter::simulator {

/// The head of an answer, which ends with an empty line, as what is no head or too much of one: `form` is not_http,
/// no_status, huge (100,000 bytes more in one line), many (1,000 lines more) or endless (100 interim answers before
/// it).
std::string BrokenHead(std::string_view form, std::string_view head);

/// A body in chunks that are none: `form` is no_size, huge (a chunk of 2^64 - 1 bytes), cut (ends within one), no_end
/// (without the last one) or overrun (longer than it says).
std::string BrokenChunks(std::string_view form, std::string_view body);

}  // namespace workspace_exporter::simulator
