#pragma once

#include <string>

#include "http/resolver.h"

namespace workspace_exporter {

/// Looks names up in /etc/hosts and then in the DNS as /etc/resolv.conf says, IPv4 and IPv6, in the calling thread.
/// Unlike getaddrinfo it can be stopped at a deadline. It knows neither nsswitch.conf nor its modules.
class CaresResolver final : public Resolver {
 public:
  /// `name_servers`, such as "127.0.0.1:5353", stand in for those of /etc/resolv.conf where they are not empty: tests
  /// bring a name server that is silent, which no test could otherwise have.
  explicit CaresResolver(std::string name_servers = {});
  ~CaresResolver() override;
  CaresResolver(const CaresResolver&) = delete;
  CaresResolver& operator=(const CaresResolver&) = delete;

  Result<Addresses> Resolve(const std::string& host, const IoWait& wait) override;

 private:
  std::string name_servers_;
};

}  // namespace workspace_exporter
