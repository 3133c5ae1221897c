// What stands in for libFuzzer in an ordinary build: tries each file of the folders named. A folder may be missing.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> FilesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

/// In memory of exactly that size, so that AddressSanitizer sees the first byte read beyond it.
std::vector<char> BytesOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<char> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  bytes.shrink_to_fit();
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 0;
  for (const fs::path& folder : std::vector<fs::path>(argv + 1, argv + argc)) {
    for (const fs::path& path : FilesIn(folder)) {
      std::cerr << path.string() << std::endl;  // before it is tried: the last one is to blame
      const std::vector<char> bytes = BytesOf(path);
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      ++count;
    }
  }
  std::cerr << count << " inputs" << std::endl;
  return count > 0 ? 0 : 1;
}
