#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace workspace_exporter {

/// What a request is about.
struct RequestTarget {
  std::string path;                                             ///< decoded; begins with a slash, or is of no page
  std::vector<std::pair<std::string, std::string>> query = {};  ///< decoded, in the order of the wire
};

/// Reads a target (RFC 9112, section 3.2): a path with its query, or the URL of one by http or https, whose host may be
/// any, since what names us is not known here. Of any other form the path is the target as it stands. An escape without
/// two digits stands for itself; in a query a plus is a space, and a name without a value has an empty one.
RequestTarget ReadTarget(std::string_view target);

}  // namespace workspace_exporter
