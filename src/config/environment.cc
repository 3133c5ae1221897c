#include "config/environment.h"

#include <algorithm>

#include <fmt/format.h>
#include <re2/re2.h>

#include "base/ascii_text.h"
#include "base/text_encoding.h"
#include "config/setting_reader.h"

namespace workspace_exporter {
namespace {

constexpr std::string_view kPrefix = "WORKSPACE_EXPORTER_";

struct Variable {
  std::string_view name;
  std::string_view value;
};

Variable Split(std::string_view variable) {
  const std::size_t equals = std::min(variable.find('='), variable.size());
  return {variable.substr(0, equals), WithoutByteOrderMark(variable.substr(std::min(equals + 1, variable.size())))};
}

/// What Kubernetes sets for a Service (https://kubernetes.io/docs/concepts/services-networking/service/, "Environment
/// variables"): NAME_SERVICE_HOST, NAME_SERVICE_PORT[_PORTNAME], NAME_PORT, NAME_PORT_80_TCP[_PROTO|_PORT|_ADDR].
bool IsServiceLink(const Variable& variable) {
  static const RE2 kLink(
      "WORKSPACE_EXPORTER_(?:[A-Z0-9_]+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?|"
      "PORT_[0-9]+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)");
  if (variable.name.ends_with("_PORT") && variable.value.find("://") != variable.value.npos) return true;
  return RE2::FullMatch(re2::StringPiece(variable.name.data(), variable.name.size()), kLink);
}

void AddVariable(FlagCollector& flags, const Variable& variable) {
  const std::string_view written = variable.name.substr(kPrefix.size());
  const std::string name = LowerCase(written);
  if (FindFlag(name) != nullptr && UpperCase(written) == written) {
    return flags.Add(name, variable.value, std::string(variable.name));
  }
  if (IsServiceLink(variable)) return;
  std::vector<std::string> names;
  for (const std::string& flag : FlagNames()) names.push_back(UpperCase(flag));
  // What is near to no flag is somebody else's: the name of the program is a likely prefix.
  const std::string meant = DidYouMean(UpperCase(written), names, kPrefix);
  if (!meant.empty()) flags.Fail({.named = std::string(variable.name)}, "no such flag" + meant);
}

}  // namespace

SourceFlags ReadEnvironment(Words environment) {
  FlagCollector flags(FlagSource::kEnvironment);
  for (const char* const text : environment) {
    const Variable variable = Split(text);
    if (variable.name.starts_with(kPrefix)) AddVariable(flags, variable);
  }
  return flags.Take();
}

Checked<std::string> WithHome(std::string_view path, Words environment) {
  if (path != "~" && !path.starts_with("~/")) return {.value = std::string(path)};
  const std::string_view home = FindVariable(environment, "HOME");
  if (home.empty()) return {.problem = "~ stands for HOME, which is not set; write the whole path"};
  return {.value = std::string(home) + std::string(path.substr(1))};
}

std::string_view FindVariable(Words environment, std::string_view name) {
  for (const char* const text : environment) {
    const Variable variable = Split(text);
    if (variable.name == name) return variable.value;
  }
  return {};
}

}  // namespace workspace_exporter
