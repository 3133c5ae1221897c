#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter {

/// Within the page, so that it is one request and one path.
extern const std::string_view kPageStyle;
/// Reads the page anew every ten seconds while somebody looks at it, and says so where that fails. The page needs it
/// for nothing else.
extern const std::string_view kPageScript;

/// The Content-Security-Policy of the page: that style and that script, by their hashes, the page itself, and nothing
/// else (CSP Level 3, W3C, section 8.4).
std::string LandingPolicy();

}  // namespace workspace_exporter
