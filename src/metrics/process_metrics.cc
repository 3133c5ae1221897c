#include "metrics/process_metrics.h"

#include <fstream>
#include <iterator>
#include <limits>
#include <optional>
#include <sstream>
#include <string>

#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>

#include "metrics/family_set.h"

namespace workspace_exporter {
namespace {

/// The fields of /proc/self/stat that are used; proc(5) numbers them from 1.
struct ProcessStat {
  double cpu_ticks = 0;
  double threads = 0;
  double start_ticks = 0;
  double virtual_bytes = 0;
  double resident_pages = 0;
};

std::optional<ProcessStat> ReadStat() {
  std::ifstream file("/proc/self/stat");
  std::string line;
  std::getline(file, line);
  // The second field, the program's name in parentheses, may hold anything; the third begins after the last of them.
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  std::istringstream rest(line.substr(name_end + 1));
  rest.imbue(std::locale::classic());
  std::string state;
  rest >> state;
  std::vector<double> fields(std::istream_iterator<double>(rest), {});
  constexpr std::size_t kFirst = 4;  // the field that fields[0] is
  if (fields.size() <= 24 - kFirst) return std::nullopt;
  return ProcessStat{.cpu_ticks = fields[14 - kFirst] + fields[15 - kFirst],
                     .threads = fields[20 - kFirst],
                     .start_ticks = fields[22 - kFirst],
                     .virtual_bytes = fields[23 - kFirst],
                     .resident_pages = fields[24 - kFirst]};
}

/// When the machine started, by the wall clock.
std::optional<double> ReadBootTime() {
  std::ifstream file("/proc/stat");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("btime ")) return std::stod(line.substr(6));
  }
  return std::nullopt;
}

double TicksPerSecond() { return static_cast<double>(sysconf(_SC_CLK_TCK)); }

std::optional<double> ReadStartTime() {
  const std::optional<ProcessStat> stat = ReadStat();
  const std::optional<double> boot = ReadBootTime();
  if (!stat || !boot) return std::nullopt;
  return *boot + stat->start_ticks / TicksPerSecond();
}

std::optional<double> CountOpenFiles() {
  DIR* const folder = opendir("/proc/self/fd");
  if (folder == nullptr) return std::nullopt;
  double count = -1;  // the folder itself is open as well
  while (const dirent* const entry = readdir(folder)) count += entry->d_name[0] == '.' ? 0 : 1;
  closedir(folder);
  return count;
}

std::optional<double> OpenFilesLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::nullopt;
  return limit.rlim_cur == RLIM_INFINITY ? std::numeric_limits<double>::infinity()
                                         : static_cast<double>(limit.rlim_cur);
}

void Add(std::vector<prometheus::MetricFamily>& families, const char* name, const char* help,
         std::optional<double> value, prometheus::MetricType type = prometheus::MetricType::Gauge) {
  if (!value) return;
  prometheus::MetricFamily family{name, help, type, {}};
  FamilyWriter(family).Add({}, *value);
  families.push_back(std::move(family));
}

}  // namespace

ProcessMetrics::ProcessMetrics() : start_time_(ReadStartTime()) {}

std::vector<prometheus::MetricFamily> ProcessMetrics::Collect() const {
  std::vector<prometheus::MetricFamily> families;
  Add(families, "process_max_fds", "Maximum number of open file descriptors.", OpenFilesLimit());
  Add(families, "process_open_fds", "Number of open file descriptors.", CountOpenFiles());
  const std::optional<ProcessStat> stat = ReadStat();
  if (!stat) return families;
  const auto page_bytes = static_cast<double>(sysconf(_SC_PAGESIZE));
  Add(families, "process_cpu_seconds_total", "Total user and system CPU time spent in seconds.",
      stat->cpu_ticks / TicksPerSecond(), prometheus::MetricType::Counter);
  Add(families, "process_resident_memory_bytes", "Resident memory size in bytes.", stat->resident_pages * page_bytes);
  Add(families, "process_start_time_seconds", "Start time of the process since unix epoch in seconds.", start_time_);
  Add(families, "process_threads", "Number of OS threads in the process.", stat->threads);
  Add(families, "process_virtual_memory_bytes", "Virtual memory size in bytes.", stat->virtual_bytes);
  return families;
}

}  // namespace workspace_exporter
