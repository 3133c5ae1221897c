#include "exposition/exposition.h"

#include <optional>
#include <utility>

#include "exposition/gzip.h"
#include "exposition/negotiation.h"
#include "exposition/writer.h"

namespace workspace_exporter {

Exposition Expose(const std::vector<prometheus::MetricFamily>& families, std::string_view accept,
                  std::string_view accept_encoding) {
  const Format format = Negotiate(accept);
  Exposition exposition{.body = Write(families, format), .content_type = ContentType(format)};
  if (AcceptsGzip(accept_encoding)) {
    if (std::optional<std::string> compressed = Gzip(exposition.body)) {
      exposition.body = *std::move(compressed);
      exposition.gzip = true;
    }
  }
  return exposition;
}

}  // namespace workspace_exporter
