#include "auth/watched_access_keys.h"

#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

/// Kubernetes swaps the files of a secret at once, and others write one after the other: both are over in no time.
constexpr int kTries = 3;

bool Same(const Secret& a, const Secret& b) { return a.Reveal() == b.Reveal(); }

bool Same(const AccessKey& a, const AccessKey& b) {
  return a.id == b.id && Same(a.secret, b.secret) && Same(a.security_token, b.security_token);
}

}  // namespace

WatchedAccessKeys::WatchedAccessKeys(const FileReader& files, std::vector<std::string> paths,
                                     std::function<Result<AccessKey>()> read, const Clock& clock)
    : first_path_(paths.front()), read_(std::move(read)), watch_(files, std::move(paths)), clock_(clock) {}

Result<AccessKeyPtr> WatchedAccessKeys::Get(Deadline /*deadline*/) {
  const std::lock_guard lock(mutex_);
  if (key_ != nullptr && !watch_.HaveChanged()) return Usable(Done());
  return Usable(Update());
}

Result<AccessKeyPtr> WatchedAccessKeys::Renew(const AccessKeyPtr& refused, Deadline /*deadline*/) {
  const std::lock_guard lock(mutex_);
  // A late refusal of an older key says nothing about this one.
  if (key_ != nullptr && Same(*key_, *refused)) {
    refused_ = key_;
    refused_until_ = clock_.SteadyNow() + kRefusedKeyWaits;
  }
  return Usable(Update());
}

void WatchedAccessKeys::TryRefusedAgain() {
  const std::lock_guard lock(mutex_);
  refused_until_ = {};
}

/// A key that was refused may have been such a half itself, or be corrected by a change of one part.
bool WatchedAccessKeys::IsHalfOfAChange(const AccessKey& read) const {
  if (key_ == nullptr || key_ == refused_) return false;
  const bool same_id = read.id == key_->id;
  const bool same_token = !read.security_token.empty() && Same(read.security_token, key_->security_token);
  return same_id != Same(read.secret, key_->secret) || (!same_id && same_token);
}

Result<Done> WatchedAccessKeys::Update() {
  for (int i = 0; i < kTries; ++i) {
    FileWatch::Stamps before = watch_.Now();
    Result<AccessKey> read = read_();
    if (watch_.Now() != before) continue;
    if (!read) return std::move(read).error();
    // Not taken for read, so that it is read again the next time.
    if (IsHalfOfAChange(*read)) return Done();
    // Whoever writes the same key again means it.
    if (watch_.HaveChanged()) refused_until_ = {};
    if (key_ == nullptr || !Same(*key_, *read)) key_ = std::make_shared<const AccessKey>(*std::move(read));
    watch_.HaveBeenRead(std::move(before));
    return Done();
  }
  return Error{ErrorKind::kAuth, fmt::format("{} changes while it is read", first_path_)};
}

Result<AccessKeyPtr> WatchedAccessKeys::Usable(Result<Done> updated) const {
  const bool waits = key_ == refused_ && clock_.SteadyNow() < refused_until_;
  if (key_ != nullptr && !waits) return key_;
  if (!updated) return std::move(updated).error();
  return Error{
      ErrorKind::kAuth,
      fmt::format("{} holds an access key that was refused; it waits for a new one, or a minute", first_path_)};
}

}  // namespace workspace_exporter
