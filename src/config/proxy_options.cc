#include "config/proxy_options.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "config/environment.h"
#include "config/setting_reader.h"

namespace workspace_exporter {
namespace {

constexpr std::array<const char*, 2> kProxyVariables = {"HTTPS_PROXY", "https_proxy"};
constexpr std::array<const char*, 2> kNoProxyVariables = {"NO_PROXY", "no_proxy"};

struct NamedValue {
  const char* name = "";
  std::string_view value = {};
};

NamedValue FirstOf(Words environment, const std::array<const char*, 2>& names) {
  for (const char* const name : names) {
    if (const std::string_view value = FindVariable(environment, name); !value.empty()) return {name, value};
  }
  return {};
}

Checked<Origin> CheckProxy(std::string_view url) {
  Result<Origin> origin = ParseOrigin(url);
  if (!origin) return {.problem = fmt::format("{}; a proxy is http://HOST:PORT", origin.error().message)};
  if (!origin->path_prefix.empty()) return {.problem = "must not hold a path; a proxy is http://HOST:PORT"};
  if (origin->tls) return {.problem = "TLS to a proxy is not supported; a proxy is http://HOST:PORT"};
  return {.value = *std::move(origin)};
}

Checked<std::optional<Origin>> CheckProxySetting(std::string_view url) {
  if (url.find('@') != url.npos) {
    return {.problem = "must not hold a user name or password; they belong into HTTPS_PROXY of the environment"};
  }
  Checked<Origin> origin = CheckProxy(url);
  return {.value = std::move(origin.value), .problem = std::move(origin.problem)};
}

/// A proxy of the environment, which may lack the scheme, as curl and Go allow.
struct ProxyVariable {
  Checked<Origin> origin = {};
  bool has_credentials = false;
};

ProxyVariable ReadVariable(std::string_view value) {
  const std::size_t scheme_end = value.find("://");
  const std::string scheme(scheme_end == value.npos ? "http://" : value.substr(0, scheme_end + 3));
  std::string_view rest = scheme_end == value.npos ? value : value.substr(scheme_end + 3);
  // The last one of the authority: a password may hold others.
  const std::size_t at = rest.substr(0, rest.find('/')).rfind('@');
  if (at != rest.npos) rest.remove_prefix(at + 1);
  return {.origin = CheckProxy(scheme + std::string(rest)), .has_credentials = at != rest.npos};
}

}  // namespace

void ReadProxy(SettingReader& settings, Words environment, ProjectOptions& project) {
  if (!settings.Read("proxy", project.proxy, CheckProxySetting)) return;
  const NamedValue variable = FirstOf(environment, kProxyVariables);
  if (!variable.value.empty()) {
    const ProxyVariable named = ReadVariable(variable.value);
    if (!project.proxy && !named.origin.problem.empty()) {
      settings.Fail("proxy", fmt::format("{} of the environment: {}", variable.name, named.origin.problem));
    } else if (!project.proxy) {
      project.proxy = named.origin.value;
      project.proxy_is_for_https = true;
    }
    if (named.origin.problem.empty() && named.has_credentials && project.proxy == named.origin.value) {
      project.proxy_variable = variable.name;
    }
  }
  if (project.proxy) project.no_proxy = FirstOf(environment, kNoProxyVariables).value;
}

}  // namespace workspace_exporter
