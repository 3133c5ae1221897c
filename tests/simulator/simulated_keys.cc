#include "simulator/simulated_keys.h"

#include <random>
#include <string_view>
#include <utility>

namespace workspace_exporter::simulator {
namespace {

constexpr std::size_t kAccessLetters = 20;
constexpr std::size_t kSecretLetters = 40;
constexpr std::string_view kTokenEnd = "==";

std::string Letters(Random& random, std::string_view alphabet, std::size_t count) {
  std::string text;
  while (text.size() < count) text.push_back(alphabet[random.Below(alphabet.size())]);
  return text;
}

}  // namespace

// Nothing needs these to be repeatable, and with a fixed seed a key of another simulator would be good here.
KeyRing::KeyRing(AccessKey permanent) : permanent_(std::move(permanent)), random_(std::random_device{}()) {}

std::string KeyRing::Check(const Request& request, EpochMs now) const {
  const std::lock_guard lock(mutex_);
  const auto found = temporary_.find(AccessOf(request));
  if (found == temporary_.end()) return CheckSignature(request, permanent_, now);
  const TemporaryKey& temporary = found->second;
  if (now >= temporary.expires) return "the security token has expired, expires_at:" + FormatUtc(temporary.expires);
  return CheckSignature(request, temporary.key, now);
}

TemporaryKey KeyRing::Issue(EpochMs now, std::int64_t lifetime_seconds, const Settings& settings) {
  constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  constexpr std::string_view kAll = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const std::lock_guard lock(mutex_);
  TemporaryKey issued;
  issued.key.id = "HST" + Letters(random_, kUpper, kAccessLetters - 3);
  issued.key.secret = Letters(random_, kAll, kSecretLetters);
  issued.key.security_token =
      Letters(random_, kAll, static_cast<std::size_t>(settings.security_token_bytes) - kTokenEnd.size());
  issued.key.security_token += kTokenEnd;
  const std::int64_t forced = settings.temporary_key_lifetime_seconds;
  issued.expires = now + (forced > 0 ? forced : lifetime_seconds) * 1000;
  temporary_[issued.key.id] = issued;
  return issued;
}

void KeyRing::ReplacePermanent(AccessKey permanent) {
  const std::lock_guard lock(mutex_);
  permanent_ = std::move(permanent);
}

void KeyRing::EndTemporary() {
  const std::lock_guard lock(mutex_);
  temporary_.clear();
}

}  // namespace workspace_exporter::simulator
