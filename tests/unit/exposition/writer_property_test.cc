#include <charconv>
#include <cmath>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/utf8.h"
#include "exposition/writer.h"
#include "support/exposition_reader.h"

namespace workspace_exporter {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

/// Pages whose texts are made of what is hardest to write, the same on every run.
class HostileFamilies final {
 public:
  explicit HostileFamilies(std::uint32_t seed) : random_(seed) {}

  std::vector<MetricFamily> Next() {
    std::vector<MetricFamily> families(Below(4));
    for (std::size_t index = 0; index < families.size(); ++index) {
      MetricFamily& family = families[index];
      family.name = "family_" + std::to_string(index);
      family.help = Text();
      family.type = std::vector{MetricType::Counter, MetricType::Gauge, MetricType::Untyped}[Below(3)];
      family.metric.resize(Below(5));
      for (ClientMetric& metric : family.metric) {
        for (std::size_t label = Below(5); label > 0; --label) {
          metric.label.push_back({"label_" + std::to_string(label), Text()});
        }
        metric.counter.value = metric.gauge.value = metric.untyped.value = Value();
      }
    }
    return families;
  }

 private:
  std::size_t Below(std::uint32_t limit) { return random_() % limit; }

  std::string Text() {
    static const std::vector<std::string> kParts = {"\\",
                                                    "\"",
                                                    "\n",
                                                    "\r",
                                                    std::string(1, '\0'),
                                                    "\\n",
                                                    "{",
                                                    "}",
                                                    ",",
                                                    "=\"",
                                                    " ",
                                                    "# EOF\n",
                                                    "office",
                                                    "é",
                                                    "云",
                                                    "\xF0",
                                                    "\x9F",
                                                    "\x98",
                                                    "\xED\xA0\x80",
                                                    "\xC0\xAF",
                                                    "\xFF",
                                                    "12345678"};
    std::string text;
    for (std::size_t left = Below(8); left > 0; --left)
      text += kParts[Below(static_cast<std::uint32_t>(kParts.size()))];
    return text;
  }

  double Value() {
    static const std::vector<double> kValues = {0,        1,         -1, 0.1, 1e300, 5e-324, 9007199254740993.0,
                                                HUGE_VAL, -HUGE_VAL, NAN};
    return Below(2) == 0 ? kValues[Below(static_cast<std::uint32_t>(kValues.size()))] : std::ldexp(random_(), -10);
  }

  std::mt19937 random_;
};

void CheckSample(const ReadSample& sample, const std::string& name, const ClientMetric& metric) {
  CHECK(sample.name == name);
  std::map<std::string, std::string> labels;
  for (const auto& label : metric.label) {
    if (!label.value.empty()) labels[label.name] = RepairUtf8(label.value);
  }
  CHECK(sample.labels == labels);
  if (std::isnan(metric.gauge.value)) {
    CHECK(sample.value == "NaN");
  } else {
    double value = 0;
    const char* digits = sample.value.data() + (sample.value.starts_with('+') ? 1 : 0);
    CHECK(std::from_chars(digits, sample.value.data() + sample.value.size(), value).ec == std::errc());
    CHECK(value == metric.gauge.value);
  }
}

void CheckReadsBack(const std::vector<MetricFamily>& families, Format format) {
  const std::string page = Write(families, format);
  CAPTURE(page);
  CHECK(IsValidUtf8(page));
  const std::vector<ReadFamily> read = ReadStrictly(page, format);
  REQUIRE(read.size() == families.size());
  for (std::size_t i = 0; i < families.size(); ++i) {
    const MetricFamily& family = families[i];
    CHECK(read[i].name == family.name);
    CHECK(read[i].help == RepairUtf8(family.help));
    REQUIRE(read[i].samples.size() == family.metric.size());
    const bool total = format == Format::kOpenMetrics && family.type == MetricType::Counter;
    for (std::size_t j = 0; j < family.metric.size(); ++j) {
      CheckSample(read[i].samples[j], family.name + (total ? "_total" : ""), family.metric[j]);
    }
  }
}

TEST_CASE("whatever is written reads back, and nothing else") {
  HostileFamilies pages(20240501);
  for (int round = 0; round < 1'000; ++round) {
    const std::vector<MetricFamily> families = pages.Next();
    CheckReadsBack(families, Format::kText);
    CheckReadsBack(families, Format::kOpenMetrics);
  }
}

}  // namespace
}  // namespace workspace_exporter
