// What a page costs: our writer beside prometheus-cpp's and a bare copy, in turns so that a busy machine is unfair to
// all alike; the best of the turns counts.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include "exposition/gzip.h"
#include "exposition/writer.h"

namespace workspace_exporter {
namespace {

constexpr int kSeries = 2000;
constexpr int kTurns = 200;

std::vector<prometheus::MetricFamily> Gauges() {
  static constexpr const char* kStates[] = {"Active", "Disconnected", "AppcInit", "SignedOut", "InitFail"};
  static constexpr const char* kClients[] = {"Windows", "Linux", "macOS", "Android"};
  prometheus::MetricFamily family{.name = "huaweicloud_workspace_sessions",
                                  .help = "Sessions by state.",
                                  .type = prometheus::MetricType::Gauge,
                                  .metric = {}};
  for (int index = 0; index < kSeries; ++index) {
    const int group = index / 20;
    prometheus::ClientMetric metric;
    metric.label = {{"project", "ap-southeast-1-production"},
                    {"session_state", kStates[index % 5]},
                    {"server_group", fmt::format("office-{:03}", group)},
                    {"server_group_id", fmt::format("5f1c2d3e-4b5a-6978-8796-a5b4c3d2e1{:02x}", group)},
                    {"client_type", kClients[index / 5 % 4]},
                    {"failed_code", index % 5 == 4 ? "WKS.00010231" : "WKS.00000001"}};
    metric.gauge.value = index * 37 % 1000;
    family.metric.push_back(metric);
  }
  return {family};
}

template <typename Work>
double Microseconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

void Run() {
  const std::vector<prometheus::MetricFamily> families = Gauges();
  double ours = 1e9;
  double theirs = 1e9;
  double copy = 1e9;
  double gzip = 1e9;
  std::string page;
  std::string copied;
  std::size_t compressed = 0;
  for (int turn = 0; turn < kTurns; ++turn) {
    ours = std::min(ours, Microseconds([&] { page = Write(families, Format::kText); }));
    copy = std::min(copy, Microseconds([&] { copied = std::string(page); }));
    theirs = std::min(theirs, Microseconds([&] {
                        std::ostringstream out;
                        prometheus::TextSerializer().Serialize(out, families);
                        copied = out.str();
                      }));
    if (turn % 10 == 0) gzip = std::min(gzip, Microseconds([&] { compressed = Gzip(page)->size(); }));
  }
  fmt::print("page: {} series of 6 labels, {} bytes\n", kSeries, page.size());
  fmt::print("copy:           {:.3f} us a series\n", copy / kSeries);
  fmt::print("Write:          {:.3f} us a series\n", ours / kSeries);
  fmt::print("TextSerializer: {:.3f} us a series, {:.1f} times as long\n", theirs / kSeries, theirs / ours);
  fmt::print("Gzip:           {:.0f} us a page, to {} bytes ({:.1f} %)\n", gzip, compressed,
             100.0 * static_cast<double>(compressed) / static_cast<double>(page.size()));
}

}  // namespace
}  // namespace workspace_exporter

int main() { workspace_exporter::Run(); }
