#pragma once

#include <string>
#include <string_view>

namespace workspace_exporter::simulator {

/// A value as it goes over the wire and as a reader should understand it. The two differ for hostile values.
struct Text {
  std::string token;  ///< the JSON value, byte for byte; empty: the field is left out
  std::string text;   ///< valid UTF-8
};

/// A plain string, escaped as JSON asks and no more.
Text MakeText(std::string_view plain);

/// Lower-case hexadecimal, two digits a byte.
std::string ToHex(std::string_view bytes);

}  // namespace workspace_exporter::simulator
