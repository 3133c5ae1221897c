#include "exposition/negotiation.h"

#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace workspace_exporter {
namespace {

void CheckAll(Format format, const std::vector<std::string_view>& headers) {
  for (const std::string_view accept : headers) {
    CAPTURE(std::string(accept));
    CHECK(Negotiate(accept) == format);
  }
}

TEST_CASE("Prometheus 2 and 3 get OpenMetrics by the headers that they send") {
  CheckAll(Format::kOpenMetrics,
           {"application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
            "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
            "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
            "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
            "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,"
            "application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.5,"
            "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"});
}

TEST_CASE("Prometheus gets text where it is configured to, or too old for OpenMetrics 1.0") {
  CheckAll(Format::kText, {"text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                           "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,"
                           "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.4,*/*;q=0.2",
                           "application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"});
}

TEST_CASE("text is for everyone who does not ask for OpenMetrics") {
  CheckAll(Format::kText, {"", " ", "*/*", "text/plain", "text/*", "text/html,application/xhtml+xml,*/*;q=0.8", ",,",
                           ";q=1", "image/png", "application/json", "application/*;q=0", "text/plain;q=0"});
}

TEST_CASE("OpenMetrics is for those who name it, or all that it could be") {
  CheckAll(Format::kOpenMetrics,
           {"application/openmetrics-text", "application/openmetrics-text;version=1.0.0",
            "application/openmetrics-text; version=\"1.0.0\"", "APPLICATION/OpenMetrics-Text ; VERSION=1.0.0",
            "\tapplication/openmetrics-text\t;\tq=0.001", "application/*",
            "application/openmetrics-text;note=\"a,b;q=0\\\";q=0\";version=1.0.0",
            "application/openmetrics-text;note=\"a;q=0;b\""});
}

TEST_CASE("a version that is not ours is not offered") {
  CheckAll(Format::kText, {"application/openmetrics-text;version=0.0.1", "application/openmetrics-text;version=2.0.0",
                           "application/openmetrics-text;version=0.0.1, text/plain;q=0.1"});
  CheckAll(Format::kOpenMetrics, {"text/plain;version=1.0.0, application/openmetrics-text;q=0.1"});
}

TEST_CASE("the greater quality wins") {
  CheckAll(Format::kText, {"application/openmetrics-text;q=0.5, text/plain", "application/openmetrics-text;Q=0.2,*/*",
                           "application/openmetrics-text;q=.2, text/plain;q=.3",
                           "application/openmetrics-text;q=0.998, text/plain;q=0.999"});
  CheckAll(Format::kOpenMetrics, {"text/plain;q=0.5, application/openmetrics-text",
                                  "application/openmetrics-text;q=0.6;version=1.0.0, text/plain;q=0.55",
                                  "application/openmetrics-text, text/plain;q=0", "*/*, text/plain;q=0.9"});
}

TEST_CASE("the most specific range speaks for a format, whatever the others say") {
  CheckAll(Format::kText, {"application/openmetrics-text;version=1.0.0;q=0, application/openmetrics-text, */*",
                           "application/*;q=0, */*", "text/*;q=0.3, */*;q=0.2, application/openmetrics-text;q=0.2"});
  CheckAll(Format::kOpenMetrics, {"application/openmetrics-text;version=1.0.0, application/*;q=0, text/plain;q=0.5"});
}

TEST_CASE("between equals the more specific range wins, then the earlier") {
  CheckAll(Format::kText, {"application/*, text/plain", "text/plain, application/openmetrics-text",
                           "text/*, application/*", "application/openmetrics-text, text/plain;version=0.0.4"});
  CheckAll(Format::kOpenMetrics,
           {"text/plain, application/openmetrics-text;version=1.0.0", "application/openmetrics-text, text/plain",
            "application/*, text/*", "*/*, application/openmetrics-text",
            "application/openmetrics-text;q=0.9, text/plain;q=0.5, application/openmetrics-text;q=0.1"});
}

TEST_CASE("a range whose quality is no number does not count") {
  CheckAll(Format::kText, {"application/openmetrics-text;q=high",
                           "application/openmetrics-text;q=", "application/openmetrics-text;q=-1",
                           "application/openmetrics-text;q=0.5.5", "application/openmetrics-text;q=."});
  CheckAll(Format::kOpenMetrics,
           {"application/openmetrics-text;q=99999999999999999999, text/plain;q=0.9",
            "application/openmetrics-text;q=, application/*", "application/openmetrics-text;q=., application/*"});
}

TEST_CASE("each format has its content type") {
  CHECK(ContentType(Format::kText) == "text/plain; version=0.0.4; charset=utf-8");
  CHECK(ContentType(Format::kOpenMetrics) == "application/openmetrics-text; version=1.0.0; charset=utf-8");
}

TEST_CASE("gzip is for those who say that they read it") {
  for (const std::string_view header :
       {"gzip", "GZip", "x-gzip", "gzip, deflate, br", "deflate;q=1.0, gzip;q=0.001", "*", "*;q=0.1", "br, *",
        "gzip;q=0.5, identity;q=0.5", "identity;q=0, gzip;q=0.1", "gzip, *;q=0", "gzip ; q=0.5"}) {
    CAPTURE(header);
    CHECK(AcceptsGzip(header));
  }
}

TEST_CASE("gzip is not for those who refuse it, do not name it or like the plain page better") {
  for (const std::string_view header : {"", "identity", "deflate, br", "gzip;q=0", "gzip;q=0.000, *", "*;q=0",
                                        "gzip;q=0.5, identity", "*;q=0.5, identity", "gzipped", "gzip;q=no"}) {
    CAPTURE(header);
    CHECK_FALSE(AcceptsGzip(header));
  }
}

}  // namespace
}  // namespace workspace_exporter
