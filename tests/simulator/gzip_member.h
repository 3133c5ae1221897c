#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter::simulator {

/// The text as a gzip member.
std::string Gzip(std::string_view text);

}  // namespace workspace_exporter::simulator
