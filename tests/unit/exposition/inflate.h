#pragma once

#include <array>
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <zlib.h>

namespace workspace_exporter {

/// What a gzip stream holds; a failed test where it is none, is cut off, or has bytes behind it.
inline std::string Inflate(std::string_view compressed) {
  constexpr int kGzipOnly = 15 + 16;
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, kGzipOnly) == Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
  stream.avail_in = static_cast<uInt>(compressed.size());
  std::string text;
  int state = Z_OK;
  while (state == Z_OK) {
    std::array<char, 16'384> part{};
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    state = inflate(&stream, Z_NO_FLUSH);
    text.append(part.data(), part.size() - stream.avail_out);
  }
  const uInt left = stream.avail_in;
  inflateEnd(&stream);
  REQUIRE(state == Z_STREAM_END);
  REQUIRE(left == 0);
  return text;
}

}  // namespace workspace_exporter
