#pragma once

#include <string>
#include <vector>

#include "simulator/fault.h"
#include "simulator/world.h"

namespace workspace_exporter::simulator {

/// The body of a list-sessions answer, spoilt as the faults say: count, duplicate_rows, short_page, and the forms of
/// garble that concern count and items.
std::string RenderPage(PageRows page, const std::vector<Fault>& faults);

}  // namespace workspace_exporter::simulator
