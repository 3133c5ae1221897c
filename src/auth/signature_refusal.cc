#include "auth/signature_refusal.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "http/http_date.h"

namespace workspace_exporter {
namespace {

constexpr auto kSuspicious = std::chrono::minutes(5);
constexpr std::string_view kHeader = "x-security-token:";

/// The token as it stands in JSON may be escaped, so that only its place tells where it is.
void MaskAfterHeader(std::string& body) {
  for (std::size_t at = body.find(kHeader); at != std::string::npos; at = body.find(kHeader, at)) {
    at += kHeader.size();
    const std::size_t end = std::min(body.size(), body.find_first_of("|\"\r\n", at));
    std::fill(body.begin() + static_cast<std::ptrdiff_t>(at), body.begin() + static_cast<std::ptrdiff_t>(end), '*');
  }
}

}  // namespace

std::optional<Error> WrongClock(const HttpResponse& refusal, WallTime now) {
  const std::optional<WallTime> theirs = ParseHttpDate(FindHeader(refusal.headers, "Date"));
  if (!theirs) return std::nullopt;
  const auto ahead = std::chrono::floor<std::chrono::seconds>(now) - std::chrono::floor<std::chrono::seconds>(*theirs);
  if (ahead >= -kSuspicious && ahead <= kSuspicious) return std::nullopt;
  return Error{ErrorKind::kAuth,
               fmt::format("the signature was refused, and this machine's clock is {} s {} the API's, which accepts "
                           "15 minutes",
                           std::max(ahead, -ahead).count(), ahead.count() > 0 ? "ahead of" : "behind")};
}

void RemoveSecurityToken(std::string& body, const Secret& token) {
  if (token.empty()) return;
  constexpr std::string_view kMask = "***";
  for (std::size_t at = body.find(token.Reveal()); at != std::string::npos; at = body.find(token.Reveal(), at)) {
    body.replace(at, token.Reveal().size(), kMask);
    at += kMask.size();
  }
  MaskAfterHeader(body);
}

}  // namespace workspace_exporter
