#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// `HOST:PORT`, several with commas between them. The host is an IPv4 address, an IPv6 address in brackets, localhost,
/// or nothing for every address; other names are refused, as what they stand for may change, and so are addresses of a
/// link, of many hosts, and places of which one takes in another. The port is 0 to 65535, 0 for a free one. The value
/// has each in one spelling; an IPv6 address that stands for one of IPv4 is that.
Checked<std::vector<std::string>> ParseListenAddresses(std::string_view text);

/// The settings web_listen_address, web_telemetry_path and web_max_requests.
WebOptions ReadWeb(SettingReader& settings);

}  // namespace workspace_exporter
