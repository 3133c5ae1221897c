#include "access/environment_value.h"

#include <cstdlib>
#include <string_view>

#include "base/text_encoding.h"

namespace workspace_exporter {

Secret SecretOfEnvironment(const std::string& variable, SecretKind kind) {
  const char* const value = variable.empty() ? nullptr : std::getenv(variable.c_str());
  const Result<std::string_view> secret = SecretIn(WithoutByteOrderMark(value == nullptr ? "" : value), kind);
  return secret ? Secret(*secret) : Secret();
}

}  // namespace workspace_exporter
