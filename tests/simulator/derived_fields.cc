#include "simulator/derived_fields.h"

#include <functional>

#include <fmt/format.h>

#include "simulator/random.h"

namespace workspace_exporter::simulator {
namespace {

constexpr std::string_view kApps[] = {"AutoCAD 2024", "SAP GUI", "Chrome", "Excel", "MATLAB R2023b"};
constexpr std::string_view kClientVersions[] = {"22.4.2.12888", "23.2.2.0", "23.5.0.0"};
constexpr std::string_view kAgentVersions[] = {"21.12.0.11461", "23.5.0.0606"};

template <std::size_t size>
std::string Pick(const std::string_view (&values)[size], Random& random) {
  return std::string(values[random.Below(size)]);
}

}  // namespace

DerivedFields Derive(const Session& session) {
  Random random(std::hash<std::string>()(session.id));
  DerivedFields derived;
  const bool application = random.Chance(0.6);
  derived.stamp_user = fmt::format("user{:04}@corp", session.user);
  derived.os_session_id = fmt::format("{}", 1 + random.Below(60));
  derived.session_type.assign(1, application ? '2' : '1');
  if (application) derived.app_name = Pick(kApps, random);
  derived.client_mac =
      fmt::format("FA-16-3E-{:02X}-{:02X}-{:02X}", random.Below(256), random.Below(256), random.Below(256));
  derived.client_name = fmt::format("DESKTOP-{:07}", random.Below(10'000'000));
  derived.client_ip = fmt::format("192.168.{}.{}", random.Below(256), 1 + random.Below(254));
  derived.public_ip = fmt::format("203.0.113.{}", 1 + random.Below(254));
  derived.client_version = Pick(kClientVersions, random);
  derived.agent_version = Pick(kAgentVersions, random);
  return derived;
}

}  // namespace workspace_exporter::simulator
