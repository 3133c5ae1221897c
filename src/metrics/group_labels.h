#pragma once

#include <vector>

#include "collection/label_pool.h"
#include "collection/snapshot.h"

namespace workspace_exporter {

/// The labels that tell server groups apart.
std::vector<SessionLabel> GroupLabels();
LabelSet GroupLabelSet(const ServerGroup& group);

}  // namespace workspace_exporter
