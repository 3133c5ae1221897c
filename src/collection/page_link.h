#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "collection/session_record.h"

namespace workspace_exporter {

/// Whether two readings of neighbouring stretches of the list overlap, which proves that no row between them was
/// missed: they share a row that has not changed, and all rows that they share stand in the same order in both.
/// The value is how many places the shared row moved between the two readings; nothing where there is no such proof.
/// Rows are the pages' own, offsets those that they were asked for with.
std::optional<std::uint64_t> FindLink(std::span<const SessionRecord> lower, std::uint64_t lower_offset,
                                      std::span<const SessionRecord> upper, std::uint64_t upper_offset);

}  // namespace workspace_exporter
