#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

namespace workspace_exporter {

/// The body of an answer to a sign-in, or to a question for keys or projects: of at most 256 KiB, many times what these
/// services send, since a document takes up to fifty times its text in memory. Null where it has more, or is no JSON.
nlohmann::json ParseAnswer(std::string_view body);

}  // namespace workspace_exporter
