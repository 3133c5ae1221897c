#pragma once

#include "config/options.h"
#include "config/setting_reader.h"

namespace workspace_exporter {

// Keys that somebody gives us for a while: the metadata service of an ECS, and an agency.

/// The setting metadata_endpoint. The service speaks http on a link-local address, which no router passes on.
void ReadMetadataEndpoint(SettingReader& settings, const SettingContext& context, SignInOptions& options);

/// The settings agency_name and agency_domain_name or agency_urn, agency_external_id and agency_duration. Needs
/// `options.method`, since an agency is asked for with keys; `method_is_known` is false where that has been told as a
/// fault already.
void ReadAgency(SettingReader& settings, bool method_is_known, SignInOptions& options);

}  // namespace workspace_exporter
