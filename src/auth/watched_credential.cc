#include "auth/watched_credential.h"

#include <utility>

#include <fmt/format.h>

namespace workspace_exporter {
namespace {

/// Kubernetes swaps the files of a secret at once, and others write one after the other: both are over in no time.
constexpr int kTries = 3;

}  // namespace

WatchedCredential::WatchedCredential(Where where, FileWatch watch, std::function<Result<Credential>()> read,
                                     Milliseconds refused_waits, const Clock& clock)
    : where_(std::move(where)),
      read_(std::move(read)),
      refused_waits_(refused_waits),
      clock_(clock),
      watch_(std::move(watch)) {}

Result<CredentialPtr> WatchedCredential::Get(const IsWanted& /*is_wanted*/) {
  const std::lock_guard lock(mutex_);
  if (at_hand_ != nullptr && !watch_.HaveChanged()) return Usable(Done());
  return Usable(Update());
}

CredentialPtr WatchedCredential::AtHand() {
  Result<CredentialPtr> read = Get();  // which asks nobody but the files
  return read ? *std::move(read) : nullptr;
}

Result<CredentialPtr> WatchedCredential::Renew(const CredentialPtr& refused, const IsWanted& /*is_wanted*/) {
  const std::lock_guard lock(mutex_);
  // A late refusal of an older one says nothing about this.
  if (at_hand_ != nullptr && Same(*at_hand_, *refused)) {
    refused_ = at_hand_;
    refused_at_ = clock_.SteadyNow();
  }
  return Usable(Update());
}

void WatchedCredential::TryRefusedAgain() {
  const std::lock_guard lock(mutex_);
  refused_ = nullptr;
}

bool WatchedCredential::Waits() const {
  return at_hand_ == refused_ && clock_.SteadyNow() - refused_at_ < refused_waits_;
}

/// A key that was refused may have been such a half itself, or be corrected by a change of one part.
bool WatchedCredential::IsHalfOfAChange(const Credential& read) const {
  const auto* next = std::get_if<AccessKey>(&read);
  if (next == nullptr || at_hand_ == nullptr || at_hand_ == refused_) return false;
  const auto& last = std::get<AccessKey>(*at_hand_);
  const bool same_id = next->id == last.id;
  const bool same_secret = next->secret.Reveal() == last.secret.Reveal();
  const bool same_token =
      !next->security_token.empty() && next->security_token.Reveal() == last.security_token.Reveal();
  return same_id != same_secret || (!same_id && same_token);
}

Result<Done> WatchedCredential::Update() {
  for (int i = 0; i < kTries; ++i) {
    FileWatch::Stamps before = watch_.Now();
    Result<Credential> read = read_();
    if (watch_.Now() != before) continue;
    if (!read) return std::move(read).error();
    // Not taken for read, so that it is read again the next time.
    if (IsHalfOfAChange(*read)) return Done();
    // Whoever writes the same again means it.
    if (watch_.HaveChanged()) refused_ = nullptr;
    if (at_hand_ == nullptr || !Same(*at_hand_, *read)) at_hand_ = std::make_shared<const Credential>(*std::move(read));
    watch_.HaveBeenRead(std::move(before));
    return Done();
  }
  return Error{ErrorKind::kAuth, fmt::format("{} changes while it is read", where_.name)};
}

Result<CredentialPtr> WatchedCredential::Usable(Result<Done> updated) const {
  if (at_hand_ != nullptr && !Waits()) return at_hand_;
  if (!updated) return std::move(updated).error();
  return Error{ErrorKind::kAuth, fmt::format("{} holds {}", where_.name, where_.refusal)};
}

}  // namespace workspace_exporter
