#pragma once

#include <cstdint>
#include <string>

namespace workspace_exporter::simulator {

/// Repeatable pseudo-random numbers (splitmix64): the same seed gives the same numbers with every standard library,
/// which the distributions of <random> do not promise. Not thread-safe.
class Random final {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    std::uint64_t mixed = (state_ += 0x9e3779b97f4a7c15ULL);
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31U);
  }
  /// 0 to bound - 1; 0 where bound is 0.
  std::uint64_t Below(std::uint64_t bound) { return bound == 0 ? 0 : Next() % bound; }
  /// 0 up to, not including, 1.
  double Unit() { return static_cast<double>(Next() >> 11U) * 0x1.0p-53; }
  bool Chance(double probability) { return probability > 0 && Unit() < probability; }
  /// Lower-case hexadecimal digits.
  std::string Hex(std::size_t digits) {
    std::string text;
    while (text.size() < digits) text.push_back("0123456789abcdef"[Below(16)]);
    return text;
  }

 private:
  std::uint64_t state_;
};

}  // namespace workspace_exporter::simulator
