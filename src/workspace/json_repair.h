#pragma once

#include <string>

namespace workspace_exporter {

/// Makes the strings of a JSON text decodable, so that one session with a broken name does not cost a whole page:
/// invalid UTF-8 becomes U+FFFD, one for each maximal ill-formed part, and so does each escaped lone surrogate. A text
/// without either comes back unchanged and is not copied.
std::string RepairJsonStrings(std::string text);

}  // namespace workspace_exporter
