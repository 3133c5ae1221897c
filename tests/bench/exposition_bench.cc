// What a page costs: our writer beside prometheus-cpp's and a bare copy, in turns so that a busy machine is unfair to
// all alike; the best of the turns counts. Ends with 1 where the writer is slower than it may be.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include "exposition/gzip.h"
#include "exposition/writer.h"
#include "metrics/family_set.h"

namespace workspace_exporter {
namespace {

constexpr int kSeries = 2000;
constexpr int kTurns = 200;
constexpr double kMostMicroseconds = 0.25;  // for a series
constexpr double kLeastRatio = 6;           // to TextSerializer: what a busy or slow machine changes least

/// The label values of a series: as many bytes as real ones have.
struct Values {
  std::string state;
  std::string group;
  std::string group_id;
  std::string client_type;
  std::string failed_code;
};

std::vector<Values> AllValues() {
  static constexpr const char* kStates[] = {"Active", "Disconnected", "AppcInit", "SignedOut", "InitFail"};
  static constexpr const char* kClients[] = {"Windows", "Linux", "macOS", "Android"};
  std::vector<Values> all;
  for (int index = 0; index < kSeries; ++index) {
    const int group = index / 20;
    all.push_back({.state = kStates[index % 5],
                   .group = fmt::format("office-{:03}", group),
                   .group_id = fmt::format("5f1c2d3e-4b5a-6978-8796-a5b4c3d2e1{:02x}", group),
                   .client_type = kClients[index / 5 % 4],
                   .failed_code = index % 5 == 4 ? "WKS.00010231" : "WKS.00000001"});
  }
  return all;
}

/// The family as a scrape makes it.
std::vector<prometheus::MetricFamily> Gauges(const std::vector<Values>& all) {
  FamilySet families;
  FamilyWriter sessions = families.Gauge("sessions", "Sessions by state.");
  std::vector<LabelPair> labels;
  int index = 0;
  for (const Values& values : all) {
    labels = {{"project", "ap-southeast-1-production"}, {"session_state", values.state},
              {"server_group", values.group},           {"server_group_id", values.group_id},
              {"client_type", values.client_type},      {"failed_code", values.failed_code}};
    sessions.Add(labels, index++ * 37 % 1000);
  }
  return std::move(families).Take();
}

template <typename Work>
double Microseconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

/// Whether the writer is as fast as it has to be.
bool Run() {
  const std::vector<Values> values = AllValues();
  std::vector<prometheus::MetricFamily> families;
  double build = 1e9;
  double ours = 1e9;
  double theirs = 1e9;
  double copy = 1e9;
  double gzip = 1e9;
  std::string page;
  std::string copied;
  std::size_t compressed = 0;
  for (int turn = 0; turn < kTurns; ++turn) {
    build = std::min(build, Microseconds([&] { families = Gauges(values); }));
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
  fmt::print("families:       {:.3f} us a series\n", build / kSeries);
  fmt::print("copy:           {:.3f} us a series\n", copy / kSeries);
  fmt::print("Write:          {:.3f} us a series\n", ours / kSeries);
  fmt::print("TextSerializer: {:.3f} us a series, {:.1f} times as long\n", theirs / kSeries, theirs / ours);
  fmt::print("whole answer:   {:.3f} us a series without gzip\n", (build + ours) / kSeries);
  fmt::print("Gzip:           {:.0f} us a page, to {} bytes ({:.1f} %)\n", gzip, compressed,
             100.0 * static_cast<double>(compressed) / static_cast<double>(page.size()));
  const bool is_fast = ours / kSeries <= kMostMicroseconds && theirs / ours >= kLeastRatio;
  if (!is_fast) {
    fmt::print(stderr, "Write has to take at most {} us a series, and TextSerializer {} times as long\n",
               kMostMicroseconds, kLeastRatio);
  }
  return is_fast;
}

}  // namespace
}  // namespace workspace_exporter

int main() { return workspace_exporter::Run() ? 0 : 1; }
