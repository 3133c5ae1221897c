#pragma once

#include <cstdint>
#include <string>

namespace workspace_exporter {

// Numbers at the end of `out`, the same in every locale. Thread-safe.

/// A sample's value: whole numbers up to 2^53 without point or exponent, others as the shortest text that reads back as
/// the same number; "+Inf", "-Inf", "NaN".
void AppendNumber(std::string& out, double value);

void AppendCount(std::string& out, std::uint64_t count);

/// The value of a label `le` or `quantile`, as Go's %g writes it, so that a series has the same name whichever exporter
/// wrote it. `as_float`: with ".0" where it would read as a whole number, as OpenMetrics 1.0 requires ("Canonical
/// Numbers").
void AppendBound(std::string& out, double value, bool as_float);

}  // namespace workspace_exporter
