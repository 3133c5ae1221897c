#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <prometheus/metric_family.h>

namespace workspace_exporter {

/// A page as it goes out.
struct Exposition {
  std::string body;
  /// The value of the header Content-Type.
  std::string_view content_type;
  /// Whether the body is to be sent with Content-Encoding: gzip.
  bool gzip = false;
};

/// The families in the format and coding that the headers Accept and Accept-Encoding ask for; an absent header is an
/// empty one. Which depends on both headers, so the answer's Vary has to name them. See writer.h for what families must
/// be. Thread-safe.
Exposition Expose(const std::vector<prometheus::MetricFamily>& families, std::string_view accept,
                  std::string_view accept_encoding);

}  // namespace workspace_exporter
