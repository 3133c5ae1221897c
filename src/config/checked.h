#pragma once

#include <string>

namespace workspace_exporter {

/// A setting's value, or what is wrong with it and what would be right, for the person who wrote it.
template <typename T>
struct [[nodiscard]] Checked {
  T value = {};
  std::string problem = {};  ///< empty where the value holds
};

}  // namespace workspace_exporter
