#include "config/not_yet.h"

#include <array>

namespace workspace_exporter {
namespace {

constexpr auto kUnsupported = std::to_array<std::string_view>({
    "access_key_file",
    "agency_domain_name",
    "agency_duration",
    "agency_name",
    "config_file",
    "credentials_file",
    "metadata_endpoint",
    "proxy",
    "secret_key_file",
    "security_token_file",
    "web_config_file",
});

}  // namespace

std::span<const std::string_view> UnsupportedFlags() { return kUnsupported; }

}  // namespace workspace_exporter
