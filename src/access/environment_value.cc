#include "access/environment_value.h"

#include <cstdlib>

#include "base/text_encoding.h"

namespace workspace_exporter {

std::string_view TextOfEnvironment(const std::string& variable) {
  const char* const value = variable.empty() ? nullptr : std::getenv(variable.c_str());
  return WithoutByteOrderMark(value == nullptr ? "" : value);
}

Secret SecretOfEnvironment(const std::string& variable, SecretKind kind) {
  const Result<std::string_view> secret = SecretIn(TextOfEnvironment(variable), kind);
  return secret ? Secret(*secret) : Secret();
}

}  // namespace workspace_exporter
