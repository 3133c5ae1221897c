#include "config/not_yet.h"

#include <array>

namespace workspace_exporter {
namespace {

constexpr auto kUnsupported = std::to_array<std::string_view>({
    "web_config_file",
});

}  // namespace

std::span<const std::string_view> UnsupportedFlags() { return kUnsupported; }

}  // namespace workspace_exporter
