#include "auth/file_token_provider.h"

#include <utility>

#include <fmt/format.h>

#include "auth/secret_file.h"

namespace workspace_exporter {

FileTokenProvider::FileTokenProvider(const FileReader& files, std::string path)
    : files_(files), path_(std::move(path)), watch_(files, {path_}) {}

Result<TokenPtr> FileTokenProvider::Get(Deadline /*deadline*/) {
  const std::lock_guard lock(mutex_);
  return Current();
}

Result<TokenPtr> FileTokenProvider::Renew(const TokenPtr& refused, Deadline /*deadline*/) {
  const std::lock_guard lock(mutex_);
  refused_ = refused;
  return Current();
}

void FileTokenProvider::TryRefusedAgain() {
  const std::lock_guard lock(mutex_);
  refused_ = nullptr;
}

Result<TokenPtr> FileTokenProvider::Current() {
  if (watch_.HaveChanged()) {
    FileWatch::Stamps before = watch_.Now();
    Result<TokenPtr> read = ReadFile();
    if (read) {
      token_ = *std::move(read);
      watch_.HaveBeenRead(std::move(before));
    } else if (token_ == nullptr || IsRefused()) {
      return read;
    }
  }
  if (IsRefused()) {
    return Error{ErrorKind::kAuth, fmt::format("{} holds a token that was refused; waiting for a new one", path_)};
  }
  return token_;
}

bool FileTokenProvider::IsRefused() const {
  return refused_ != nullptr && refused_->value.Reveal() == token_->value.Reveal();
}

Result<TokenPtr> FileTokenProvider::ReadFile() const {
  Result<Secret> text = ReadSecretFile(files_, path_, SecretKind::kToken);
  if (!text) return std::move(text).error();
  return std::make_shared<const Token>(Token{*std::move(text), std::nullopt});
}

}  // namespace workspace_exporter
