#include "exporter/watched_files.h"

namespace workspace_exporter {

std::vector<std::string> SecretFilesOf(const SignInOptions& sign_in) {
  switch (sign_in.method) {
    case SignInOptions::Method::kTokenFile: return {sign_in.token_file};
    case SignInOptions::Method::kPassword: return {sign_in.iam_password_file};
    case SignInOptions::Method::kAccessKey: break;
    default: return {};
  }
  switch (sign_in.key_source) {
    case SignInOptions::KeySource::kFiles:
      return {sign_in.access_key_file, sign_in.secret_key_file, sign_in.security_token_file};
    case SignInOptions::KeySource::kCredentialsFile: return {sign_in.credentials_file};
    default: return {};
  }
}

void UnlinkedFileWarnings::Look(const std::vector<std::string>& watched) {
  for (const std::string& file : unlinked_.Look(watched)) {
    log_.Warn(
        "a watched file was replaced or deleted elsewhere, and shows its old content for good: mount its folder, "
        "not the single file",
        {{"file", file}, {"links", "0"}});
  }
}

}  // namespace workspace_exporter
