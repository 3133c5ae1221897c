#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter {

/// Encodes all but the unreserved characters of RFC 3986, section 2.3, with upper-case digits: what a signature covers.
std::string PercentEncode(std::string_view text);

/// The opposite. A percent sign without two digits after it stands for itself, and so does a plus.
std::string PercentDecode(std::string_view text);

}  // namespace workspace_exporter
