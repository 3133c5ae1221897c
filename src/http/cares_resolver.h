#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/resolver.h"

namespace workspace_exporter {

/// Looks names up in /etc/hosts and then in the DNS, with the servers and the search list of /etc/resolv.conf, IPv4 and
/// IPv6, in the calling thread. Unlike getaddrinfo it can be stopped at a deadline, a name with a dot is asked as it is
/// first, and neither a family of addresses nor a domain of the search list that is silent or fails keeps the others
/// from being found. It knows neither nsswitch.conf nor its modules.
class CaresResolver final : public Resolver {
 public:
  /// `name_servers`, such as "127.0.0.1:5353", stand in for those of /etc/resolv.conf where they are not empty, and
  /// `search_list` for the one there: tests bring a name server that is silent, which no test could otherwise have.
  explicit CaresResolver(std::string name_servers = {},
                         std::optional<std::vector<std::string>> search_list = std::nullopt);
  ~CaresResolver() override;
  CaresResolver(const CaresResolver&) = delete;
  CaresResolver& operator=(const CaresResolver&) = delete;

  Result<Addresses> Resolve(const std::string& host, const IoWait& wait) override;

 private:
  std::string name_servers_;
  std::optional<std::vector<std::string>> search_list_;
};

}  // namespace workspace_exporter
