#include "auth/password_token_provider.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/fault_barrier.h"

namespace workspace_exporter {
namespace {

/// A token is renewed when so much of its life is left, or a tenth of it: IAM's live for a day.
constexpr Milliseconds kRenewTokenBefore = std::chrono::minutes(30);
/// And so long after a renewal that failed while the old token still lives.
constexpr Milliseconds kRenewAgainAfter = std::chrono::minutes(1);

WallTime RenewalTime(const Token& token, WallTime now) {
  const Milliseconds life = *token.expires_at - now;
  return *token.expires_at - std::min(kRenewTokenBefore, life / 10);
}

}  // namespace

PasswordTokenProvider::PasswordTokenProvider(HttpTransport& iam, RetryContext context, PasswordSignInOptions options)
    : iam_(iam), context_(std::move(context)), options_(std::move(options)) {}

Result<TokenPtr> PasswordTokenProvider::Get(Deadline deadline) { return Provide(nullptr, deadline); }

Result<TokenPtr> PasswordTokenProvider::Renew(const TokenPtr& refused, Deadline deadline) {
  return Provide(refused, deadline);
}

std::optional<WallTime> PasswordTokenProvider::ExpiresAt() const {
  const std::lock_guard lock(mutex_);
  return token_ != nullptr ? token_->expires_at : std::nullopt;
}

PasswordTokenProvider::Life PasswordTokenProvider::LifeOf(const TokenPtr& token) const {
  if (token == nullptr) return Life::kOver;
  const WallTime now = context_.clock.Now();
  if (now >= *token->expires_at) return Life::kOver;
  return now >= renew_at_ ? Life::kShort : Life::kLong;
}

Result<TokenPtr> PasswordTokenProvider::Provide(const TokenPtr& refused, Deadline deadline) {
  std::unique_lock lock(mutex_);
  const std::uint64_t failures = failures_;
  while (true) {
    const Life life = token_ == refused ? Life::kOver : LifeOf(token_);
    // While one renews a token that still lives, the others go on with it.
    if (life == Life::kLong || (life == Life::kShort && signing_in_)) return token_;
    if (failures_ != failures) return *failure_;
    if (!signing_in_) break;
    if (context_.stop.stop_requested()) return Error{ErrorKind::kCancelled, "stopped while signing in"};
    if (deadline.Passed(context_.clock)) return Error{ErrorKind::kTimeout, "waiting for a sign-in: no answer in time"};
    context_.clock.Wait(changed_, lock, deadline.at, context_.stop);
  }
  signing_in_ = true;
  lock.unlock();
  Result<TokenPtr> token = WithoutThrowing(ErrorKind::kNetwork, [this] { return SignIn(); });
  lock.lock();
  signing_in_ = false;
  changed_.notify_all();
  if (token) {
    token_ = *token;
    renew_at_ = RenewalTime(*token_, context_.clock.Now());
    return token;
  }
  if (token_ != refused && LifeOf(token_) == Life::kShort) {
    renew_at_ = context_.clock.Now() + kRenewAgainAfter;
    return token_;
  }
  // Both are refused: no request goes out with that token again. Where IAM is only out of reach, it may yet be good.
  if (token_ == refused && token.error().kind == ErrorKind::kAuth) token_ = nullptr;
  failure_ = token.error();
  ++failures_;
  return token;
}

Result<TokenPtr> PasswordTokenProvider::SignIn() {
  const Result<Password> password = options_.password();
  if (!password) return password.error();
  if (try_refused_again_.exchange(false)) backoff_.TryAgain();
  if (const auto wait = backoff_.Wait(*password, context_.clock.SteadyNow())) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*wait).count();
    return Error{ErrorKind::kAuth, fmt::format("the password was refused; not tried again for {} s", seconds)};
  }
  HttpRequest request = PasswordSignIn(options_.user, password->value);
  Result<TokenPtr> token = WithRetries(options_.retry, context_, [&]() -> Result<TokenPtr> {
    Result<HttpResponse> response = iam_.Send(request, Deadline::In(context_.clock, options_.request_timeout));
    if (!response) return std::move(response).error();
    Result<TokenPtr> read = ReadSignInAnswer(*response, context_.clock.Now());
    Wipe(response->headers);
    return read;
  });
  Wipe(request);
  if (token) {
    backoff_.Accepted();
    return token;
  }
  if (token.error().kind == ErrorKind::kAuth) backoff_.Refused(*password, context_.clock.SteadyNow());
  return std::move(token).error().Within(kSigningIn);
}

}  // namespace workspace_exporter
