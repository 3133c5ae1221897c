#include "landing/page_assets.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

namespace workspace_exporter {
namespace {

/// `'sha256-…'`
std::string SourceOf(std::string_view text) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  std::array<unsigned char, std::size_t{2} * SHA256_DIGEST_LENGTH> encoded{};
  const auto size =
      static_cast<std::size_t>(EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(digest.size())));
  return fmt::format("'sha256-{}'", std::string_view(reinterpret_cast<const char*>(encoded.data()), size));
}

}  // namespace

// Colours have a contrast of 4.5 to 1 for text and of 3 to 1 for bars (WCAG 2.2, 1.4.3 and 1.4.11), in both schemes;
// those of the states are the dashboards'.
const std::string_view kPageStyle = R"(
:root { color-scheme: light dark; --text: #1b1f24; --quiet: #57606a; --page: #fff; --line: #d0d7de; --link: #0a58ca;
  --good: #1a7f37; --notable: #9a6700; --bad: #cf222e; --s0: #2da44e; --s1: #d4730c; --s2: #2f74d0; --s3: #8a8a8a;
  --s4: #cf222e; --s5: #8250df; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --quiet: #9aa4af; --page: #0d1117; --line: #3d444d; --link: #79b8ff; --good: #56d364;
    --notable: #e3b341; --bad: #ff8580; --s0: #3fb950; --s1: #f0883e; --s2: #58a6ff; --s3: #8b949e; --s4: #f85149;
    --s5: #bc8cff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text);
  background: var(--page); overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.skip:focus { position: static; width: auto; height: auto; clip-path: none; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.2rem; margin: 0; }
nav ul, .states { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: .5rem 0; padding: 0; }
section { border-top: 1px solid var(--line); margin-top: 1rem; padding-top: 1rem; }
section p { margin: .5rem 0; }
.badge { border: 1px solid; border-radius: 1rem; font-size: .85rem; padding: .1rem .6rem; white-space: nowrap; }
.good { color: var(--good); }
.notable { color: var(--notable); }
.bad, .failure { color: var(--bad); }
.failure { border-left: 4px solid; padding-left: .75rem; }
.past, footer { color: var(--quiet); }
.bar { display: block; width: 100%; height: 1rem; background: var(--line); border-radius: .25rem; }
.states li::before { content: ""; display: inline-block; width: .7rem; height: .7rem; margin-right: .35rem;
  background: var(--state); }
.bar rect { fill: var(--state); }
.state0 { --state: var(--s0); }
.state1 { --state: var(--s1); }
.state2 { --state: var(--s2); }
.state3 { --state: var(--s3); }
.state4 { --state: var(--s4); }
.state5 { --state: var(--s5); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: .5rem 0; color: var(--quiet); }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: right; }
th:first-child { text-align: left; font-weight: normal; min-width: 9rem; }
thead th { font-weight: 600; white-space: nowrap; }
[aria-sort=ascending]::after { content: " ▲"; }
[aria-sort=descending]::after { content: " ▼"; }
footer { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dd { margin: 0; }
)";

// What has the focus, and how far a table was scrolled, outlasts the exchange.
const std::string_view kPageScript = R"(
'use strict';
const lost = document.getElementById('lost');
async function refresh() {
  if (document.hidden) return;
  const main = document.getElementById('main');
  try {
    const answer = await fetch(location.href, {cache: 'no-store', signal: AbortSignal.timeout(8000)});
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('main');
    const keyOf = (element) => (element.getAttribute('href') || '') + (element.getAttribute('aria-label') || '');
    const focused = main.contains(document.activeElement) ? keyOf(document.activeElement) : null;
    const scrolled = [...main.querySelectorAll('.wide')].map((table) => table.scrollLeft);
    main.replaceWith(fresh);
    fresh.querySelectorAll('.wide').forEach((table, i) => { table.scrollLeft = scrolled[i] || 0; });
    if (focused !== null) {
      [...fresh.querySelectorAll('a, [tabindex]')].find((one) => keyOf(one) === focused)?.focus({preventScroll: true});
    }
    lost.hidden = true;
  } catch {
    lost.querySelector('span').textContent = main.querySelector('time').textContent;
    lost.hidden = false;
  }
}
setInterval(refresh, 10000);
document.addEventListener('visibilitychange', refresh);
)";

std::string LandingPolicy() {
  return fmt::format(
      "default-src 'none'; style-src {}; script-src {}; connect-src 'self'; base-uri 'none'; form-action 'none'; "
      "frame-ancestors 'none'",
      SourceOf(kPageStyle), SourceOf(kPageScript));
}

}  // namespace workspace_exporter
