#include "simulator/gzip_member.h"

#include <stdexcept>

#include <zlib.h>

namespace workspace_exporter::simulator {

std::string Gzip(std::string_view text) {
  constexpr int kGzipWindow = 15 + 16;  // zlib.h: 16 more asks for gzip's own header
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib refused to start");
  }
  std::string input(text);
  std::string output(deflateBound(&stream, static_cast<uLong>(input.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(output.data());
  stream.avail_out = static_cast<uInt>(output.size());
  deflate(&stream, Z_FINISH);
  output.resize(stream.total_out);
  deflateEnd(&stream);
  return output;
}

}  // namespace workspace_exporter::simulator
