#pragma once

#include <mutex>

namespace workspace_exporter::simulator {

/// An owned connected socket: what plain and TLS channels share. One thread owns it; Interrupt is for any.
class Socket final {
 public:
  explicit Socket(int descriptor);
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() { Close(); }

  /// -1 once closed.
  int descriptor() const { return descriptor_; }
  /// Closes with RST.
  void Reset();
  void Close();
  bool PeerIsGone() const;
  void Interrupt();

 private:
  std::mutex mutex_;  // so that Interrupt cannot hit a descriptor that has been given to another
  int descriptor_;
};

}  // namespace workspace_exporter::simulator
