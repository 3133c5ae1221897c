#include "target.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>

namespace workspace_exporter {

void Require(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << std::endl;
  std::abort();
}

}  // namespace workspace_exporter

/// What libFuzzer calls (https://llvm.org/docs/LibFuzzer.html).
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  workspace_exporter::Fuzz({reinterpret_cast<const char*>(data), size});
  return 0;
}
