// What a page of sessions costs to read, beside a copy of its body, in turns so that a busy machine is unfair to all
// alike; the best of the turns counts.

#include <algorithm>
#include <chrono>
#include <string>

#include <fmt/format.h>

#include "workspace/page_parser.h"

namespace workspace_exporter {
namespace {

constexpr int kRows = 100;
constexpr int kTurns = 2000;

/// A row with every field of the API, in its order.
std::string Row(int index) {
  static constexpr const char* kStates[] = {"Active", "Disconnected", "SignedOut", "Active", "InitFail"};
  static constexpr const char* kClients[] = {"Windows 10 Enterprise", "Windows 10", "Mac", "Linux"};
  const int group = index % 7;
  const std::string minute = fmt::format("2024-03-13T06:{:02}", index % 60);
  const bool ended = index % 5 == 2;
  return fmt::format(
      R"({{"id":"8b2ee63ba61f4c4a9c7f5d5f9e0e{0:04x}","session_stamp":"S-1-5-21-1004336348-1177238915-682003330-{0}-user{0:04}@example.com-HDP-{0}",)"
      R"("os_session_id":"{0}","protocol_type":"HDP","login_user":"user{0:04}@example.com","session_type":"2",)"
      R"("app_server_group_id":"5f1c2d3e-4b5a-6978-8796-a5b4c3d2e1{1:02x}","app_server_group_name":"Sales desk {1}",)"
      R"("pre_conn_time":"{2}:40.182Z","start_time":"{2}:47.513Z","end_time":{3},)"
      R"("last_update_status_time":"{2}:48.500Z","status_continue_time":"",)"
      R"("machine_sid":"S-1-5-21-1004336348-1177238915-682003330-{4}","machine_name":"APS-{4:010}","session_state":"{5}",)"
      R"("app_name":"AutoCAD 2024","client_mac":"FA-16-3E-4A-5B-{1:02X}","client_name":"DESKTOP-{0:07}",)"
      R"("client_ip":"192.168.{1}.{0}","public_ip":"203.0.113.{0}","client_version":"22.4.2.12888","client_type":"{6}",)"
      R"("agent_version":"23.5.0.0606","vm_ip":"10.0.{1}.{0}","failed_reason":"","failed_code":"{7}",)"
      R"("tenant_id":"0a8b2f6c4d1e4f7a9b3c5d7e9f1a2b3c","primary_server_group_id":"5f1c2d3e-4b5a-6978-8796-a5b4c3d2e1{1:02x}",)"
      R"("secondary_server_group_id":""}})",
      index, group, minute, ended ? fmt::format("\"{}:59.001Z\"", minute) : "null", index / 10, kStates[index % 5],
      kClients[index % 4], index % 5 == 4 ? "WKS.00010231" : "");
}

std::string Page() {
  std::string page = R"({"count":20000,"items":[)";
  for (int index = 0; index < kRows; ++index) page += (index == 0 ? "" : ",") + Row(index);
  return page + "]}";
}

template <typename Work>
double Microseconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

int Run() {
  const std::string page = Page();
  SessionPageParser parser(1);
  double with_room = 1e9;
  double without_room = 1e9;
  double copy = 1e9;
  std::size_t rows = 0;
  for (int turn = 0; turn < kTurns; ++turn) {
    std::string body;
    body.reserve(page.size() + 1024);
    copy = std::min(copy, Microseconds([&] { body = page; }));
    std::string tight = page;
    with_room = std::min(with_room, Microseconds([&] { rows = parser.Parse(std::move(body), kRows)->rows.size(); }));
    without_room =
        std::min(without_room, Microseconds([&] { rows = parser.Parse(std::move(tight), kRows)->rows.size(); }));
  }
  const auto print = [&page](const char* name, double time) {
    fmt::print("{:<22} {:.3f} us a session, {:.0f} MB/s\n", name, time / kRows,
               static_cast<double>(page.size()) / time);
  };
  fmt::print("page: {} sessions, {} bytes\n", rows, page.size());
  print("copy:", copy);
  print("Parse:", with_room);
  print("Parse, body moved:", without_room);
  return rows == kRows ? 0 : 1;
}

}  // namespace
}  // namespace workspace_exporter

int main() { return workspace_exporter::Run(); }
