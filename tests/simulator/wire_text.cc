#include "simulator/wire_text.h"

#include <nlohmann/json.hpp>

namespace workspace_exporter::simulator {

Text MakeText(std::string_view plain) { return {.token = nlohmann::json(plain).dump(), .text = std::string(plain)}; }

std::string ToHex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    hex.push_back(kDigits[value >> 4U]);
    hex.push_back(kDigits[value & 15U]);
  }
  return hex;
}

}  // namespace workspace_exporter::simulator
