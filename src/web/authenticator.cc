#include "web/authenticator.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <optional>
#include <random>
#include <utility>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace workspace_exporter {

Authenticator::Authenticator(std::shared_ptr<const PasswordVerifier> verifier, CheckLimits limits,
                             CheckLimits slow_limits)
    : verifier_(std::move(verifier)), slow_checks_(verifier_), gate_(limits), slow_gate_(slow_limits), key_() {
  std::random_device device;
  std::ranges::generate(key_, std::ref(device));
}

void Authenticator::Use(PasswordHashes users) {
  Known known = {.hashes = std::move(users)};
  for (const bool slow : {false, true}) {
    for (const auto& [name, hash] : known.hashes) {
      if (verifier_->TakesLong(hash) == slow) known.stand_ins.push_back(hash);
    }
    if (!known.stand_ins.empty()) break;
  }
  const std::lock_guard lock(mutex_);
  std::erase_if(known_, [&](const auto& entry) { return !known.hashes.contains(entry.first); });
  users_ = std::make_shared<const Known>(std::move(known));
}

std::shared_ptr<const Authenticator::Known> Authenticator::Users() const {
  const std::lock_guard lock(mutex_);
  return users_;
}

Authenticator::Verdict Authenticator::Check(const HttpHeaders& headers, const std::string& peer) {
  const std::shared_ptr<const Known> users = Users();
  if (users->hashes.empty()) return Verdict::kAllowed;
  const std::optional<BasicCredentials> given = ReadBasicCredentials(headers);
  if (!given) return Verdict::kRefused;
  const auto found = users->hashes.find(given->user);
  const bool is_user = found != users->hashes.end();
  const std::string& hash = is_user ? found->second : StandIn(*users, given->user);
  // The hash as well: with another one the password is to be checked again. Neither name nor hash holds a colon.
  Secret all(given->user + ":" + hash + ":" + std::string(given->password.Reveal()));
  const Digest digest = DigestOf(all.Reveal());
  if (is_user && IsKnown(given->user, digest)) return Verdict::kAllowed;
  const bool takes_long = verifier_->TakesLong(hash);
  const std::optional<CheckGate::Turn> turn = (takes_long ? slow_gate_ : gate_).Enter(peer);
  if (!turn) return Verdict::kBusy;
  // Who came at the same time may have been checked meanwhile.
  if (is_user && IsKnown(given->user, digest)) return Verdict::kAllowed;
  const std::string_view password = given->password.Reveal();
  const std::optional<bool> matches =
      takes_long ? slow_checks_.Matches(password, hash) : verifier_->Matches(password, hash);
  if (!matches) return Verdict::kBusy;
  if (!*matches || !is_user) return Verdict::kRefused;
  Remember(given->user, digest);
  return Verdict::kAllowed;
}

Authenticator::Digest Authenticator::DigestOf(std::string_view text) const {
  Digest digest = {};
  HMAC(EVP_sha256(), key_.data(), sizeof key_, reinterpret_cast<const unsigned char*>(text.data()), text.size(),
       digest.data(), nullptr);
  return digest;
}

const std::string& Authenticator::StandIn(const Known& users, const std::string& name) const {
  const Digest digest = DigestOf(name);
  std::uint32_t number = 0;
  std::memcpy(&number, digest.data(), sizeof number);
  return users.stand_ins[number % users.stand_ins.size()];
}

bool Authenticator::IsKnown(const std::string& user, const Digest& digest) const {
  const std::lock_guard lock(mutex_);
  const auto found = known_.find(user);
  return found != known_.end() && CRYPTO_memcmp(found->second.data(), digest.data(), digest.size()) == 0;
}

void Authenticator::Remember(const std::string& user, const Digest& digest) {
  const std::lock_guard lock(mutex_);
  if (users_->hashes.contains(user)) known_.insert_or_assign(user, digest);
}

}  // namespace workspace_exporter
