#include "exporter/process_setup.h"

#include <array>
#include <csignal>

#include <malloc.h>
#include <openssl/crypto.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace workspace_exporter {
namespace {

/// Signals are waited for by one thread; all threads inherit the mask.
void BlockSignals() {
  sigset_t awaited;
  sigemptyset(&awaited);
  for (const int signal : std::array{SIGTERM, SIGINT, SIGHUP}) sigaddset(&awaited, signal);
  pthread_sigmask(SIG_BLOCK, &awaited, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

/// A core dump would hold tokens and passwords. One byte, since none at all does not keep the kernel from handing the
/// dump to a program (core(5)).
void ForbidCoreDumps() {
  const rlimit one_byte{1, 1};
  setrlimit(RLIMIT_CORE, &one_byte);
}

/// Another process of the same user can then neither trace this one nor read its memory, environment or open files
/// (prctl(2)); root can.
void HideMemory() { prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

/// Whatever might be executed from here on, by a fault or an attack, no set-user-ID program gives it more than there
/// is.
void ForbidNewPrivileges() { prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

/// Debian allows a program 1,024 open files unless it asks for more, which is what clients alone may have open here.
void RaiseOpenFilesLimit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

/// Sessions are read by many threads in turn, and memory that each of them kept for itself would be most of what the
/// program has. Tables of sessions go back to the system when a newer one takes their place: without a fixed threshold
/// malloc learns to keep what is as large as they are. But a page's buffers do not, to be asked for again at once.
void KeepMemorySmall() {
  // Before there is a second thread.
  mallopt(M_ARENA_MAX, 2);                 // NOLINT(concurrency-mt-unsafe)
  mallopt(M_MMAP_THRESHOLD, 256 * 1024);   // NOLINT(concurrency-mt-unsafe)
  mallopt(M_TRIM_THRESHOLD, 1024 * 1024);  // NOLINT(concurrency-mt-unsafe)
}

/// A thread may still compute when the program ends, a password's hash for hours: what OpenSSL keeps for it is not torn
/// down while it does.
void KeepOpenSslToTheEnd() { OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr); }

}  // namespace

void SetUpProcess() {
  BlockSignals();
  ForbidCoreDumps();
  HideMemory();
  ForbidNewPrivileges();
  RaiseOpenFilesLimit();
  KeepMemorySmall();
  KeepOpenSslToTheEnd();
}

}  // namespace workspace_exporter
