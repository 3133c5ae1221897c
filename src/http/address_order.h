#pragma once

#include <functional>
#include <string>

#include "http/resolver.h"

namespace workspace_exporter {

/// The address that this machine would send from to another; empty where there is no way there.
using SourceFinder = std::function<std::string(const std::string& address)>;

/// As the routes of this machine say. Nothing is sent.
std::string SourceTowards(const std::string& address);

/// Puts addresses of both families into one order, the best first: those that can be reached, those whose source is of
/// the same kind, IPv6 before IPv4 (RFC 6724, section 6, rules 1, 5 and 6, with the table of section 2.1). Within these
/// the order stays.
void PutBestFirst(Addresses& addresses, const SourceFinder& source_towards);

}  // namespace workspace_exporter
