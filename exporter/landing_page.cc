#include "exporter/landing_page.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "base/utf8.h"

namespace workspace_exporter {
namespace {

std::string Escape(std::string_view text) {
  std::string escaped;
  for (const char c : RepairUtf8(text)) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

std::string Age(const Listing* listing, SteadyTime now) {
  if (listing == nullptr) return "none yet";
  return fmt::format("{} s ago", std::chrono::floor<std::chrono::seconds>(now - listing->completed).count());
}

std::string Row(const Project& project, SteadyTime now) {
  const ProjectView view = project.View();
  std::array<std::uint64_t, kSessionStateCount> by_state{};
  if (view.snapshot.tally != nullptr) {
    for (const SessionCount& count : view.snapshot.tally->counts) {
      for (std::size_t i = 0; i < kSessionStateCount; ++i) by_state[i] += count.by_state[i];
    }
  }
  std::string row = fmt::format("<tr><td>{}</td><td>{}{}</td><td>{}</td><td>{}</td>", Escape(project.options().name),
                                view.up ? "up" : "not up", view.collecting ? ", collecting" : "",
                                Age(view.snapshot.live.get(), now), Age(view.snapshot.ended.get(), now));
  for (const std::uint64_t count : by_state) row += fmt::format("<td>{}</td>", count);
  return row + "</tr>\n";
}

}  // namespace

std::string LandingPage(const std::string& version, const std::string& telemetry_path, const ProjectList& projects,
                        SteadyTime now) {
  std::string page = fmt::format(R"(<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>workspace_exporter</title></head>
<body>
<h1>workspace_exporter</h1>
<p>Prometheus exporter for Huawei Cloud Workspace user sessions, version {}.</p>
<ul>
<li><a href="{}">Metrics</a></li>
<li><a href="/-/healthy">Health</a></li>
<li><a href="/-/ready">Readiness</a></li>
</ul>
<table>
<tr><th>Project</th><th>State</th><th>Live sessions listed</th><th>All sessions listed</th>)",
                                 Escape(version), Escape(telemetry_path));
  for (std::size_t i = 0; i < kSessionStateCount; ++i) {
    page += fmt::format("<th>{}</th>", Escape(Name(static_cast<SessionState>(i))));
  }
  page += "</tr>\n";
  for (const auto& project : projects) page += Row(*project, now);
  return page + "</table>\n</body>\n</html>\n";
}

}  // namespace workspace_exporter
