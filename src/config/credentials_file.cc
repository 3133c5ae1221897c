#include "config/credentials_file.h"

#include <utility>

#include "base/sdk_credentials.h"
#include "config/environment.h"
#include "config/files.h"

namespace workspace_exporter {
Checked<std::string> CheckCredentialsFile(std::string_view path, const SettingContext& context) {
  Checked<std::string> whole = WithHome(path, context.environment);
  if (!whole.problem.empty()) return whole;
  Checked<Secret> file = ReadNamedFile(context.files, whole.value, kMostSecretBytes);
  whole.problem = std::move(file.problem);
  if (!whole.problem.empty()) return whole;
  const Result<SdkCredentials> keys = ReadSdkCredentials(file.value.Reveal());
  if (!keys) whole.problem = "the file " + keys.error().message;
  return whole;
}

}  // namespace workspace_exporter
