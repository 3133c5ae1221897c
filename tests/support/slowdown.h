#pragma once

#include <algorithm>
#include <cstdlib>

namespace workspace_exporter {

/// How much more time than usual a test gives: sanitizers are slow, and a busy machine may ask for more.
inline int Slowdown() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr int kOfBuild = 10;
#else
  constexpr int kOfBuild = 1;
#endif
  const char* const more = std::getenv("TEST_SLOWDOWN");
  return kOfBuild * (more == nullptr ? 1 : std::max(1, std::atoi(more)));
}

}  // namespace workspace_exporter
