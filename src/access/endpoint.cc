#include "access/endpoint.h"

#include <fmt/format.h>

#include "http/no_proxy.h"

namespace workspace_exporter {

Endpoint EndpointOf(const ProjectOptions& options, const Origin& origin) {
  Endpoint endpoint = {.origin = origin, .ca_file = options.ca_file, .ca_hash = options.ca_hash};
  if (!options.proxy || (options.proxy_is_for_https && !origin.tls) || IsWithoutProxy(options.no_proxy, origin)) {
    return endpoint;
  }
  endpoint.proxy = options.proxy;
  endpoint.proxy_variable = options.proxy_variable;
  return endpoint;
}

std::string KeyOf(const Endpoint& endpoint) {
  const Origin& origin = endpoint.origin;
  return fmt::format("{} {} {} {} {} {} {}", origin.tls, HostAndPort(origin), origin.path_prefix, endpoint.ca_file,
                     endpoint.ca_hash, endpoint.proxy ? HostAndPort(*endpoint.proxy) : "", endpoint.proxy_variable);
}

}  // namespace workspace_exporter
