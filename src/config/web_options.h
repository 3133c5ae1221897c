#pragma once

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

/// The settings web_listen_address, web_telemetry_path and web_max_requests.
WebOptions ReadWeb(SettingReader& settings);

}  // namespace workspace_exporter
