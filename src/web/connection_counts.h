#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace workspace_exporter {

/// Why a connection was closed, or a request on it turned away, before there was a request to answer. Each is something
/// that an operator can act on; the end of a kept connection that was idle is none.
enum class Refusal : std::uint8_t {
  kTooMany,           ///< the limit in all: whoever has let us wait longest, of the address with most, makes room
  kTooManyOfAddress,  ///< the limit of an address: its own connection that has let us wait longest makes room
  kNoDescriptors,     ///< no file descriptor is left: the same as for the limit in all
  kNoMemory,          ///< none was left for its request or answer
  kSlowHead,          ///< no whole request in the time for one: 408, or no answer where nothing had come
  kSlowReader,        ///< did not take its answer in the time for it, or when answers not taken filled their memory
  kHeadTooLarge,      ///< request line, headers or their number: 431
  kMalformed,         ///< not a request of HTTP/1.1 or 1.0: 400
  kMethod,            ///< a method that HTTP does not have: 405
  kBody,              ///< a request with a body: 413
  kTls,               ///< the handshake failed: certificate, version or suites do not fit, or it is no TLS at all
};
inline constexpr std::size_t kRefusals = 11;

/// The label value, such as "too_many".
std::string_view Name(Refusal refusal);

/// The connections of a listening side: open now, and refused since the start. Thread-safe, and without a lock.
class ConnectionCounts final {
 public:
  /// A connection that is open as long as this is.
  class Open final {
   public:
    explicit Open(ConnectionCounts& counts) : open_(counts.open_) { open_.fetch_add(1, std::memory_order_relaxed); }
    ~Open() { open_.fetch_sub(1, std::memory_order_relaxed); }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;

   private:
    std::atomic<std::uint64_t>& open_;
  };

  void Refused(Refusal refusal) { Of(refusal).fetch_add(1, std::memory_order_relaxed); }

  std::uint64_t open() const { return open_.load(std::memory_order_relaxed); }
  std::uint64_t refused(Refusal refusal) const {
    return refused_[static_cast<std::size_t>(refusal)].load(std::memory_order_relaxed);
  }

 private:
  std::atomic<std::uint64_t>& Of(Refusal refusal) { return refused_[static_cast<std::size_t>(refusal)]; }

  std::atomic<std::uint64_t> open_ = 0;
  std::array<std::atomic<std::uint64_t>, kRefusals> refused_ = {};
};

}  // namespace workspace_exporter
