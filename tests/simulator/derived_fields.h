#pragma once

#include <string>

#include "simulator/simulated_session.h"

namespace workspace_exporter::simulator {

/// Fields that follow from the session's id, so that they need not be kept for 200,000 sessions.
struct DerivedFields {
  std::string stamp_user;
  std::string os_session_id;
  std::string session_type;
  std::string app_name;
  std::string client_mac;
  std::string client_name;
  std::string client_ip;
  std::string public_ip;
  std::string client_version;
  std::string agent_version;
};

DerivedFields Derive(const Session& session);

}  // namespace workspace_exporter::simulator
