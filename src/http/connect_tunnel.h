#pragma once

#include <string_view>

#include "base/origin.h"
#include "http/channel.h"
#include "http/proxy.h"

namespace workspace_exporter {

/// Asks a proxy, over a new connection to it, for a tunnel to the target: afterwards the channel is one to the target.
/// The proxy is told the target's host and port, who we are and its own credentials, and nothing else. Errors: those of
/// the channel and of the credentials; kAuth where the credentials are none for Basic; kNetwork where the proxy closes
/// or refuses, with the status; kMalformed where its answer is no HTTP or has more than the limits. No message holds
/// anything that the proxy has sent but the status: it might repeat the credentials.
Result<Done> OpenTunnel(Channel& channel, const Origin& target, const Proxy& proxy, std::string_view user_agent,
                        const IoWait& wait);

}  // namespace workspace_exporter
