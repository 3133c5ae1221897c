#pragma once

#include <string>

namespace workspace_exporter {

/// Replaces each escaped lone surrogate of a JSON text by an escaped U+FFFD, so that one session with a broken name
/// does not cost a whole page. In place; a text without a backslash is searched for one, and no more.
void ReplaceLoneSurrogates(std::string& json);

}  // namespace workspace_exporter
