#pragma once

#include <string>

#include "base/result.h"
#include "workspace/session.h"

namespace workspace_exporter {

/// Reads the body of a list-sessions answer, one pass, without a document tree. Fields that are not used are skipped
/// whatever they hold; a text field that holds a number or a boolean counts as its text, null as absent.
/// The only error is kMalformed: no JSON, cut off, no object, `count` missing or no natural number, a row that is no
/// object, has a field of another type, a time that is none, or nothing to tell it by. The message names the row and
/// the field, never the value.
Result<SessionPage> ParseSessionPage(std::string body);

}  // namespace workspace_exporter
