#pragma once

#include <cstddef>

#include <pthread.h>

namespace workspace_exporter {

/// Names the calling thread, as ps, gdb and /proc show it: 15 characters at most.
template <std::size_t kSize>
void NameThisThread(const char (&name)[kSize]) {
  static_assert(kSize <= 16, "Linux keeps 15 characters of a thread's name");
  pthread_setname_np(pthread_self(), name);
}

}  // namespace workspace_exporter
