#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include "base/file_descriptor.h"

namespace workspace_exporter {

/// An answer as it came; `status` is 0 where the connection ended, or the time did, before it was whole.
struct RawAnswer {
  int status = 0;
  std::string head = {};
  std::string body = {};

  bool Has(std::string_view header) const { return head.find("\r\n" + std::string(header) + "\r\n") != head.npos; }
};

/// A client of HTTP that sends just the bytes it is told to. Every read ends within the patience, and a test then
/// fails.
class RawClient final {
 public:
  /// `address` is "127.0.0.1:PORT"; `receive_buffer` of zero leaves it to the kernel.
  explicit RawClient(const std::string& address, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const std::size_t colon = address.rfind(':');
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
    inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr);
    if (receive_buffer > 0) {
      setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    connected_ = connect(socket_.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  }

  bool connected() const { return connected_; }
  int descriptor() const { return socket_.get(); }

  bool Send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t size = send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (size <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
  }
  bool Get(const std::string& path, const std::string& headers = "") {
    return Send("GET " + path + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n");
  }
  /// The next answer, whose body is as long as Content-Length says.
  RawAnswer Read() {
    RawAnswer answer = ReadHead();
    const std::size_t size = NumberAfter(answer.head, "\r\nContent-Length: ");
    while (in_.size() < size) {
      if (!ReadSome()) return {};
    }
    answer.body = in_.substr(0, size);
    in_.erase(0, size);
    return answer;
  }
  /// The next answer, to a request of HEAD.
  RawAnswer ReadHead() {
    std::size_t end = std::string::npos;
    while ((end = in_.find("\r\n\r\n")) == std::string::npos) {
      if (!ReadSome()) return {};
    }
    RawAnswer answer{.head = in_.substr(0, end + 2)};
    in_.erase(0, end + 4);
    answer.status = static_cast<int>(NumberAfter(answer.head, "HTTP/1.1 "));
    return answer;
  }
  RawAnswer Ask(const std::string& path, const std::string& headers = "") {
    return Get(path, headers) ? Read() : RawAnswer{};
  }
  /// Whether the server has closed the connection, and sent nothing more before that.
  bool IsClosed() {
    while (ReadSome()) {
    }
    return in_.empty() && ended_;
  }
  /// All that comes before the server closes or breaks the connection.
  std::string ReadToEnd() {
    while (ReadSome()) {
    }
    return std::exchange(in_, {});
  }
  /// Whether there is nothing to be read, not even an end, for now.
  bool IsQuiet() const {
    pollfd ready{.fd = socket_.get(), .events = POLLIN, .revents = 0};
    return poll(&ready, 1, 0) == 0;
  }
  void CloseSendingSide() { shutdown(socket_.get(), SHUT_WR); }

 private:
  static constexpr int kPatienceMilliseconds = 30'000;

  static std::size_t NumberAfter(const std::string& text, std::string_view what) {
    std::size_t number = 0;
    const std::size_t at = text.find(what);
    if (at != std::string::npos) std::from_chars(text.data() + at + what.size(), text.data() + text.size(), number);
    return number;
  }
  bool ReadSome() {
    pollfd ready{.fd = socket_.get(), .events = POLLIN, .revents = 0};
    if (poll(&ready, 1, kPatienceMilliseconds) <= 0) return false;
    std::string data(65536, '\0');
    const ssize_t size = recv(socket_.get(), data.data(), data.size(), 0);
    ended_ = size == 0;
    if (size > 0) in_.append(data, 0, static_cast<std::size_t>(size));
    return size > 0;
  }

  FileDescriptor socket_;
  bool connected_ = false;
  bool ended_ = false;
  std::string in_;
};

}  // namespace workspace_exporter
