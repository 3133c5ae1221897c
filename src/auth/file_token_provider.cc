#include "auth/file_token_provider.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "auth/secret_text.h"

namespace workspace_exporter {

FileTokenProvider::FileTokenProvider(const FileReader& files, std::string path)
    : files_(files), path_(std::move(path)) {}

Result<TokenPtr> FileTokenProvider::Get(Deadline /*deadline*/) {
  const std::lock_guard lock(mutex_);
  return Current();
}

Result<TokenPtr> FileTokenProvider::Renew(const TokenPtr& refused, Deadline /*deadline*/) {
  const std::lock_guard lock(mutex_);
  refused_ = refused;
  return Current();
}

Result<TokenPtr> FileTokenProvider::Current() {
  // The stamp is taken first: a change between the two is then seen the next time.
  const FileStamp stamp = files_.Stamp(path_);
  if (token_ == nullptr || stamp != stamp_) {
    Result<TokenPtr> read = ReadFile();
    if (read) {
      token_ = *std::move(read);
      stamp_ = stamp;
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
  Result<Secret> text = ReadSecretFile(files_, path_);
  if (!text) return std::move(text).error();
  return std::make_shared<const Token>(Token{*std::move(text), std::nullopt});
}

}  // namespace workspace_exporter
