#include "simulator/delivery.h"

#include <algorithm>

#include <fmt/format.h>

#include "simulator/broken_http.h"

namespace workspace_exporter::simulator {
namespace {

constexpr std::uint64_t kFillerPiece = 1U << 20U;

std::string Head(const Response& response, const Delivery& delivery) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, ReasonPhrase(response.status));
  for (const auto& [name, value] : response.headers) head.append(name).append(": ").append(value).append("\r\n");
  if (delivery.chunked) {
    head += "Transfer-Encoding: chunked\r\n";
  } else {
    const std::size_t size = response.body.size() + delivery.filler - (delivery.filler > 0 ? 1 : 0);
    head += fmt::format("Content-Length: {}\r\n", static_cast<std::int64_t>(size) + delivery.length_delta);
  }
  head += delivery.close ? "Connection: close\r\n\r\n" : "\r\n";
  return delivery.head_form.empty() ? head : BrokenHead(delivery.head_form, head);
}

/// Writes one answer; every step is false once the peer or the server is gone.
class Sender final {
 public:
  Sender(const Delivery& delivery, Channel& channel, StopSignal& stop)
      : delivery_(delivery), channel_(channel), stop_(stop) {}

  bool Drip(std::string_view bytes, std::size_t piece, double pause) {
    while (!bytes.empty()) {
      if (!SendPiece(bytes.substr(0, piece)) || stop_.WaitFor(pause)) return false;
      bytes.remove_prefix(std::min(piece, bytes.size()));
    }
    return true;
  }
  bool Body(std::string_view body) {
    in_body_ = true;
    const std::size_t mark = delivery_.filler == 0 ? body.size() : std::min(body.find(kFillerMark), body.size());
    if (!Part(body.substr(0, mark))) return false;
    if (mark == body.size()) return true;
    const std::string letters(kFillerPiece, 'x');
    for (std::uint64_t left = delivery_.filler; left > 0;) {
      const std::uint64_t now = std::min(left, kFillerPiece);
      if (!Part(std::string_view(letters).substr(0, now))) return false;
      left -= now;
    }
    return Part(body.substr(mark + 1));
  }
  bool Finish() { return !delivery_.chunked || channel_.Write("0\r\n\r\n"); }

 private:
  bool Part(std::string_view bytes) {
    if (delivery_.drip_body > 0)
      return Drip(bytes, std::max<std::size_t>(delivery_.drip_bytes, 1), delivery_.drip_body);
    return bytes.empty() || SendPiece(bytes);
  }
  bool SendPiece(std::string_view piece) {
    if (!in_body_ || !delivery_.chunked) return channel_.Write(piece);
    return channel_.Write(fmt::format("{:x}\r\n{}\r\n", piece.size(), piece));
  }

  const Delivery& delivery_;
  Channel& channel_;
  StopSignal& stop_;
  bool in_body_ = false;
};

void WaitForPeerToGo(Channel& channel, StopSignal& stop) {
  while (!channel.PeerIsGone() && !stop.WaitFor(20)) continue;
}

bool IsPlain(const Delivery& delivery) {
  return !delivery.reset_after_head && delivery.drip_head <= 0 && delivery.drip_body <= 0 && !delivery.chunked &&
         delivery.chunk_form.empty() && !delivery.head_bytes && !delivery.body_bytes && delivery.filler == 0;
}

}  // namespace

bool Deliver(const Response& response, const Delivery& delivery, Channel& channel, StopSignal& stop,
             const std::function<void()>& last) {
  if (delivery.hang) WaitForPeerToGo(channel, stop);
  const bool stopped = delivery.delay > 0 && stop.WaitFor(delivery.delay);
  if (delivery.reset_before) {
    last();
    channel.Reset();
  }
  if (delivery.hang || delivery.reset_before || stopped) {
    last();
    return false;
  }
  const std::string head = Head(response, delivery);
  if (IsPlain(delivery)) {
    last();
    return channel.Write(head + response.body) && !delivery.close && delivery.length_delta <= 0;
  }
  if (delivery.head_bytes || !delivery.chunk_form.empty()) {
    last();
    channel.Write(delivery.head_bytes ? head.substr(0, *delivery.head_bytes)
                                      : head + BrokenChunks(delivery.chunk_form, response.body));
    if (delivery.head_bytes) channel.Reset();
    return false;
  }
  Sender sender(delivery, channel, stop);
  const std::size_t head_piece = delivery.drip_head > 0 ? 1 : head.size();
  bool alive = sender.Drip(head, head_piece, delivery.drip_head);
  if (delivery.reset_after_head || delivery.body_bytes) last();
  if (alive && delivery.reset_after_head) {
    channel.Reset();
    return false;
  }
  alive =
      alive && sender.Body(std::string_view(response.body).substr(0, delivery.body_bytes.value_or(std::string::npos)));
  last();
  return alive && !delivery.body_bytes && sender.Finish() && !delivery.close;
}

}  // namespace workspace_exporter::simulator
